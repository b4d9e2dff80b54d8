"""Frames of a traceback, as Python, IPython and pytest print them."""

import ast
import re
import warnings
from pathlib import PurePosixPath

import msgspec
from msgspec.structs import replace

PYTHON = re.compile(
    r'^\s*>? ?(?:\d+ +)?File "(?P<file>[^"]+)", line (?P<line>\d+)(?:, in (?P<function>[^\s(]+))?'
)
JUPYTER = (
    re.compile(r"^File (?P<file>\S.{0,300}?\.pyx?)(?::(?P<line>\d+))?,? in (?P<function>[\w.<>]+)"),
    re.compile(r"^\s?(?P<file>\S+?\.pyx?)(?::(?P<line>\d+))?,? in (?P<function>[\w.<>]+)"),
    re.compile(r"^(?P<file>\S.{0,300}?\.ipynb) Cell (?P<line>\d+)"),
    re.compile(r"^(?P<file><ipython-input-[^>]+>) in (?P<function>[\w.<>]+)"),
    re.compile(
        r"^(?:Cell |Input )(?P<file>In ?\[\d*\])(?:, line (?P<line>\d+)|, in (?P<function>\S+))?"
    ),
)
PYTEST = re.compile(r"^(?P<file>\S+\.py):(?P<line>\d+): in (?P<function>\w+)$")
PYTEST_END = re.compile(r"^(?P<file>\S+\.py):(?P<line>\d+):(?: \w*)?$")
"""Below a function that pytest shows whole, with what was raised there in the last one."""

WARNED = re.compile(r"^(?P<file>\S.{0,300}?\.py):(?P<line>\d+): (?:[\w.]+(?:Error|Exception|Warning)): ")
DEFINED = re.compile(r"^\s+(?:async )?def (?P<function>\w+)\(")
ARROW = re.compile(r"^\s*(?:-+>|>(?= +\d+ \|)) ?\d* ?(?P<source>.*)$")
NUMBERED = re.compile(r"^\s*\d+(?: .*)?$")
QUOTED = re.compile(r"^>\s+(?P<source>\S.*)$")
CALLED = re.compile(r"\w[(\[]|\w = \w")
"""What a line of source has, and a word in front of an exception has not."""

POINTER = re.compile(r"^\s*[~^][~^\s]*$")


LONGEST = 300
"""How much of a path, a name or a line of source is kept: what is longer was written by no person."""


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
        return re.sub(r"[\\/]+", "/", self.file)

    def showing(self, source: str) -> "Frame":
        """The frame with a line of source, unless it has one."""
        return self if self.source else replace(self, source=source.strip()[:LONGEST])


SAID_OF = re.compile(r"`?(?P<call>[A-Za-z_][\w.]{0,200}\([^()]{0,200}\))`?(?: [a-z]+){2,8}$")
"""A call of which it is said that it raised: ``optimizer.step() is raising``."""


def pytest_end_of(line: str) -> Frame | None:
    """The frame in the line below a function that pytest shows whole, or None."""
    found = PYTEST_END.match(line)
    return found and _frame(found["file"])


def warned_in(line: str) -> Frame | None:
    """The frame in front of a warning or exception: ``train.py:3: UserWarning: ...``."""
    found = WARNED.match(line)
    return found and _frame(found["file"])


def typed_before(text: str) -> Frame | None:
    """A frame of nothing but its source: what somebody typed in front of an exception, if it is code.

    Of ``model.load_state_dict(ckpt["model"]) KeyError: 'model'`` that is all that says where it was.
    """
    source = text.strip(" :>-`")[-LONGEST:]
    if (said := SAID_OF.match(source)) is not None:
        source = said["call"]
    if not CALLED.search(source):
        return None
    try:
        with warnings.catch_warnings(action="ignore"):
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return Frame("", "", source)


def defined_in(line: str) -> str:
    """The function that a line of source defines, or ""."""
    found = DEFINED.match(line)
    return found["function"] if found else ""


def frame_of(line: str) -> Frame | None:
    """The frame that a line names, or None."""
    for pattern in (PYTHON, *JUPYTER, PYTEST):
        found = pattern.match(line)
        if found:
            return _frame(found["file"], found.groupdict().get("function") or "")
    return None


def _frame(file: str, function: str = "") -> Frame:
    return Frame(file[-LONGEST:], function[:LONGEST])


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
