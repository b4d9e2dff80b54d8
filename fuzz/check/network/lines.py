"""Which lines of the user's are run while a network is built."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from fuzz.execution.named.place import Place, is_users, place_of

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


def is_run(again: Callable[[], Any], place: Place) -> bool:
    """Whether a line is run where a network is built once more; never where the lines are followed
    already."""
    found = False

    def entered(frame: FrameType, _: str, __: Any) -> Any:
        first = frame.f_code.co_firstlineno
        near = first <= place.line and is_users(frame.f_code.co_filename)
        return at_line if near and place_of(frame.f_code.co_filename, first).file == place.file else None

    def at_line(frame: FrameType, _: str, __: Any) -> Any:
        nonlocal found
        found = found or frame.f_lineno == place.line
        return at_line

    if sys.gettrace() is not None:
        return False
    sys.settrace(entered)
    try:
        again()
    except Exception:  # it is built as well without being watched, and that is what counts
        return False
    finally:
        sys.settrace(None)
    return found
