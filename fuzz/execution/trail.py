"""Trail: where a process is, noted in a file that outlives it.

A process that dies raises nothing that could be read. So the one that cases are run in notes its stage
and operation in shared memory as it goes, and who started it reads there where it died.
"""

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from strategies.stage import Stage

SIZE = 512


class Place(msgspec.Struct, frozen=True):
    """The stage that was under way, and the torch function or else the class of the module that was."""

    stage: Stage = "build"
    op: str = ""


class Trail:
    """A file of shared memory with the `Place` that a process is at."""

    def __init__(self, path: Path) -> None:
        self._stage: Stage = "build"
        self._module = ""
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), SIZE)

    @property
    def place(self) -> Place:
        """The place that was noted last."""
        return _place(self._memory[:])

    def at_stage(self, stage: Stage) -> None:
        """Note that a stage has begun."""
        self._stage, self._module = stage, ""
        self.at_op("")

    def at_module(self, module: str) -> None:
        """Note that a module was called."""
        self._module = module
        self.at_op("")

    def at_op(self, op: str) -> None:
        """Note that a torch function was called; "" where it has returned."""
        note = f"{self._stage} {op or self._module}".encode()[: SIZE - 1]
        self._memory[: len(note) + 1] = note + b"\0"


trail: Trail | None = None
"""The trail of this process, where anybody follows it."""

_hook: Any = None


def follow(path: Path) -> None:
    """From now on, note the place of this process in a file that `prepare` made."""
    global trail
    trail = Trail(path)
    if _hook is None:
        _hooked()


def _hooked() -> None:
    global _hook
    from torch.nn.modules.module import register_module_forward_pre_hook  # whoever reads needs none

    _hook = register_module_forward_pre_hook(_enter)


@contextmanager
def unfollowed() -> Iterator[None]:
    """Note no modules meanwhile: what traces a network would trace the note as well."""
    global _hook
    was, _hook = _hook, None
    if was is not None:
        was.remove()
    try:
        yield
    finally:
        if was is not None:
            _hooked()


def _enter(module: object, _: object) -> None:
    if trail is not None:
        trail.at_module(type(module).__name__)


def prepare(path: Path) -> None:
    """Make an empty trail."""
    path.write_bytes(b"\0" * SIZE)


def read(path: Path) -> Place:
    """The last place that was noted."""
    return _place(path.read_bytes())


def here() -> Place:
    """The last place of this process."""
    return trail.place if trail is not None else Place()


def _place(noted: bytes) -> Place:
    stage, _, op = noted.partition(b"\0")[0].decode(errors="replace").partition(" ")
    return msgspec.convert({"stage": stage or "build", "op": op}, Place)
