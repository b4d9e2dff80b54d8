"""The commands that the README and the pages show, with what they print.

    python -m benchmarks.readme    # writes them anew, with what they print today

A block that begins with ``$ fuzz`` is an example, unless it leaves lines out ("...").
"""

import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = (README, *sorted((ROOT / "docs").glob("*.md")))

BLOCK = re.compile(r"^    \$ fuzz (.+)\n((?:(?:    .*)?\n)*    .*\n)", re.MULTILINE)
"""A command, and the indented lines below it."""

LEFT_OUT = "    ...\n"


@cache
def printed(command: str) -> str:
    """What a command prints, indented as a block."""
    done = subprocess.run(
        [sys.executable, "-m", "resnet_fuzz", *shlex.split(command)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.rstrip("\n").splitlines()
    return "".join(f"    {line}".rstrip() + "\n" for line in lines)


def renewed(text: str) -> str:
    """A text with each example that it shows whole printed anew."""

    def anew(block: re.Match[str]) -> str:
        shown = block[2] if LEFT_OUT in block[2] else printed(block[1])
        return f"    $ fuzz {block[1]}\n{shown}"

    return BLOCK.sub(anew, text)


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(renewed(page.read_text()))
