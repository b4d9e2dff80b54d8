"""Lines of the user's own code: the one that is running, or that raised."""

import linecache
import sys
import sysconfig
from functools import lru_cache
from itertools import islice
from pathlib import Path
from traceback import walk_stack, walk_tb
from types import CodeType, TracebackType
from typing import NamedTuple

import msgspec
import torch

OWN = Path(__file__).resolve().parents[3]
TORCH = Path(torch.__file__).parent
PYTHON = Path(sysconfig.get_path("stdlib"))
INSTALLED = tuple(Path(sysconfig.get_path(name)) for name in ("purelib", "platlib", "stdlib"))


class Place(msgspec.Struct, frozen=True):
    """A line of code: its file, as an absolute path, its number, and its text."""

    file: str
    line: int
    code: str = ""

    def __str__(self) -> str:
        path = Path(self.file)
        near = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        return f"{near}:{self.line}"


class Call(NamedTuple):
    """A line in which something was called; and the line and the column at which that call ends."""

    place: Place
    end: tuple[int, int] = (0, 0)


def raised_at(traceback: TracebackType | None) -> Place | None:
    """The innermost line of the user's own code on a traceback, or else of a library's beside torch."""
    return users_line([(frame.f_code.co_filename, line) for frame, line in walk_tb(traceback)][::-1])


Span = tuple[int, int, int, int]
"""The line and the column at which an expression begins and ends, as `ast` has them."""


def span_at(traceback: TracebackType | None) -> Span | None:
    """The expression that raised, in the line of `raised_at`; None where Python does not know it."""
    chain = []
    while traceback is not None:
        chain.append(traceback)
        traceback = traceback.tb_next
    for is_theirs in (is_users, is_library):
        for one in reversed(chain):
            code = one.tb_frame.f_code
            if is_theirs(code.co_filename):
                there = next(islice(code.co_positions(), one.tb_lasti // 2, None), (None,) * 4)
                line, end_line, column, end = there
                known = line and end_line and column is not None and end is not None
                return (line, column, end_line, end) if known else None  # type: ignore[return-value]
    return None


def call_at(code: CodeType, last: int, line: int) -> Call:
    """The call that a frame is in, by its ``last`` instruction."""
    positions = islice(code.co_positions(), last // 2, None)
    _, end_line, _, end_column = next(positions, (None,) * 4)
    return Call(place_of(code.co_filename, line), (end_line or 0, end_column or 0))


def calls_at(traceback: TracebackType | None) -> tuple[Call, ...]:
    """The calls in the user's own code that a traceback goes through, the innermost first."""
    calls: list[Call] = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if is_users(code.co_filename):
            calls.insert(0, call_at(code, traceback.tb_lasti, traceback.tb_lineno))
        traceback = traceback.tb_next
    return tuple(calls)


def running_at() -> Place | None:
    """The innermost line of the user's own code that is running now."""
    return users_line([(frame.f_code.co_filename, line) for frame, line in walk_stack(sys._getframe(1))])


def users_line(lines: list[tuple[str, int]]) -> Place | None:
    """The first of some lines of files that is the user's, or else that of a library."""
    for is_theirs in (is_users, is_library):
        for file, line in lines:
            if is_theirs(file):
                return place_of(file, line)
    return None


@lru_cache(maxsize=4096)
def place_of(file: str, line: int) -> Place:
    """A line of a file, with its text."""
    return Place(str(Path(file).resolve()), line, linecache.getline(file, line).strip())


@lru_cache(maxsize=4096)
def is_users(file: str) -> bool:
    """Whether a file is the user's own: no library's, not torch's, and not ours."""
    path = Path(file)
    return is_library(file) and not any(path.is_relative_to(folder) for folder in INSTALLED)


def is_pythons(path: Path) -> bool:
    """Whether a file is of Python's own library, as that which has started a process."""
    return path.is_relative_to(PYTHON) and not {"site-packages", "dist-packages"} & set(path.parts)


@lru_cache(maxsize=4096)
def is_library(file: str) -> bool:
    """Whether a file is neither of torch or Python nor our own, nor no file at all."""
    path = Path(file)
    if file.startswith("<") or path.is_relative_to(TORCH) or is_pythons(path):
        return False
    return not any(path.is_relative_to(OWN / name) for name in ("fuzz", "strategies", "resnet_fuzz"))
