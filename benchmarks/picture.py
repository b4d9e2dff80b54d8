"""The picture of a campaign in the README, made from what a real one printed.

Usage: fuzz run --time 2m --known none 2> run.log; python -m benchmarks.picture run.log > docs/run.svg
"""

import io
import re
import sys
from pathlib import Path

from rich.console import Console

HEAD, TAIL = 12, 14
"""Lines that are shown from the beginning and from the end."""


def main(log: Path) -> None:
    """Print the picture."""
    lines = [line[:118] for line in log.read_text().splitlines()]
    shown = [*lines[:HEAD], "   ...", *lines[-TAIL:]] if len(lines) > HEAD + TAIL else lines
    console = Console(record=True, width=120, file=io.StringIO(), highlight=False)
    for line in shown:
        console.print(line, markup=False, soft_wrap=True)
    svg = console.export_svg(title="make fuzz")
    print(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL))  # no font from elsewhere


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.picture LOG")
    main(Path(sys.argv[1]))
