"""lines_run(): which lines of the user's loops over parameters or modules are run while it is built."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from fuzz.execution.named.place import is_users

GOING = frozenset(
    ("parameters", "named_parameters", "modules", "named_modules", "children", "named_children")
)
"""What such a loop goes through."""

Lines = dict[str, set[int]]
"""The numbers of the lines that were run, by their files."""


@contextmanager
def lines_run() -> Iterator[Lines]:
    """Note the lines of functions that go through parameters or modules; none where a debugger, or what
    measures the coverage of tests, follows the lines already."""
    noted: Lines = {}
    if sys.gettrace() is not None:
        yield noted
        return

    def entered(frame: FrameType, _: str, __: Any) -> Any:
        code = frame.f_code
        if GOING.isdisjoint(code.co_names) or not is_users(code.co_filename):
            return None
        lines = noted.setdefault(code.co_filename, set())

        def at_line(inner: FrameType, _: str, __: Any) -> Any:
            lines.add(inner.f_lineno)
            return at_line

        return at_line

    sys.settrace(entered)
    try:
        yield noted
    finally:
        sys.settrace(None)
