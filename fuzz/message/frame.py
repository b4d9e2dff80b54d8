"""Frames of a traceback, as Python, IPython and pytest print them."""

import re
from pathlib import PurePosixPath

import msgspec
from msgspec.structs import replace

PYTHON = re.compile(r'^\s*File "(?P<file>[^"]+)", line (?P<line>\d+)(?:, in (?P<function>\S+))?')
JUPYTER = (
    re.compile(r"^(?:File )?(?P<file>\S+?\.pyx?)(?::(?P<line>\d+))?,? in (?P<function>[\w.<>]+)"),
    re.compile(r"^(?P<file><ipython-input-[^>]+>) in (?P<function>[\w.<>]+)"),
    re.compile(
        r"^(?:Cell |Input )(?P<file>In ?\[\d*\])(?:, line (?P<line>\d+)|, in (?P<function>\S+))?"
    ),
)
PYTEST = re.compile(r"^(?P<file>\S+\.py):(?P<line>\d+):(?: in (?P<function>\w+)| \w+)?$")
ARROW = re.compile(r"^\s*-+> ?\d+ ?(?P<source>.*)$")
NUMBERED = re.compile(r"^\s*\d+(?: .*)?$")
QUOTED = re.compile(r"^>\s+(?P<source>\S.*)$")
POINTER = re.compile(r"^\s*[~^][~^\s]*$")


class Frame(msgspec.Struct, frozen=True):
    """A call that was under way: the file, the function, and the line of source where it is printed."""

    file: str
    function: str = ""
    source: str = ""

    @property
    def name(self) -> str:
        """The name of the file without its folders, whatever system printed it."""
        return PurePosixPath(self.file.replace("\\", "/")).name

    @property
    def path(self) -> str:
        """The file with forward slashes."""
        return self.file.replace("\\", "/")

    def showing(self, source: str) -> "Frame":
        """The frame with a line of source, unless it has one."""
        return self if self.source else replace(self, source=source.strip())


def frame_of(line: str) -> Frame | None:
    """The frame that a line names, or None."""
    for pattern in (PYTHON, *JUPYTER, PYTEST):
        found = pattern.match(line)
        if found:
            return Frame(found["file"], found.groupdict().get("function") or "")
    return None


def source_of(line: str, below_frame: bool) -> str | None:
    """The source in a line: the line itself where an arrow marks it, "" for those around it.

    None for a line that is no source. In a traceback of Python the source is indented below its frame.
    """
    for pattern in (ARROW, QUOTED):
        found = pattern.match(line)
        if found:
            return found["source"]
    if POINTER.match(line) or (below_frame and NUMBERED.match(line)):
        return ""
    return line.strip() if below_frame and line.startswith("    ") and line.strip() else None
