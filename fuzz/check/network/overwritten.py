"""overwritten(): values that a constructor gives to parameters, and that it overwrites itself."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_stack
from types import FrameType
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from fuzz.check.plain.tensor import memory_of, tensors
from fuzz.execution.named.place import TORCH, Place, is_users, place_of

WRITES = re.compile(r"\binit\.|\.data\b|load_state_dict|no_grad")
"""What is in a file that gives values to parameters; others need not be built once more."""

DRAWING = ("normal_", "uniform_")
WHOLE = (*DRAWING, "fill_", "zero_", "copy_")
"""What leaves nothing of the values before."""

LAYERS = TORCH / "nn" / "modules"


class Overwritten(NamedTuple):
    """The parameters whose values are gone, the line that has given them and the one that did so again;
    whether they were drawn, or loaded."""

    names: tuple[str, ...]
    place: Place
    by: Place
    drawn: bool
    loaded: bool


class _Line(NamedTuple):
    frame: FrameType
    line: int

    @property
    def place(self) -> Place:
        return place_of(self.frame.f_code.co_filename, self.line)


@dataclass
class _Write:
    """What the user's lines, the outermost first, have written to a tensor at one go."""

    lines: tuple[_Line, ...]
    op: str
    whole: bool
    loaded: bool
    values: tuple[float, ...] = ()
    read: bool = False


class _Writes(TorchFunctionMode):
    """Notes what is written to each memory; all that is noted is kept, so that none is used again."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: dict[int, list[_Write]] = {}
        self._alive: list[Tensor] = []

    def __torch_function__(self, func: Any, _: Any, args: Any = (), kwargs: Any = None) -> Any:
        given = list(tensors((args, kwargs or {})).values())
        before = [one._version for one in given]
        made = func(*args, **(kwargs or {}))
        name = getattr(func, "__name__", str(func))
        out = set() if isinstance(made, torch.Size) else set(map(memory_of, tensors(made).values()))
        for one, version in zip(given, before, strict=True):
            if one._version != version:
                self._write(one, name)
            elif out - {memory_of(one)} and (those := self.noted.get(memory_of(one))):
                those[-1].read = True
        return made

    def _write(self, one: Tensor, op: str) -> None:
        lines, loaded, of_layer = _running()
        those = self.noted.setdefault(memory_of(one), [])
        if of_layer or not lines:
            return
        if not those or those[-1].lines[-1] != lines[-1] or those[-1].read:
            whole = op in WHOLE and one.numel() * one.element_size() == one.untyped_storage().nbytes()
            those.append(_Write(lines, op, whole, loaded))
        those[-1].values = values_of(one)
        self._alive.append(one)


def _running() -> tuple[tuple[_Line, ...], bool, bool]:
    """The user's lines that run, the outermost first; whether a state is loaded, and whether a layer of
    torch's gives itself its values."""
    lines: list[_Line] = []
    loaded = of_layer = False
    for frame, line in walk_stack(sys._getframe(1)):
        path = Path(frame.f_code.co_filename)
        if is_users(frame.f_code.co_filename):
            lines.append(_Line(frame, line))
        elif not lines:
            loaded = loaded or frame.f_code.co_name == "load_state_dict"
            of_layer = of_layer or (path.is_relative_to(LAYERS) and path.name != "module.py")
    return tuple(reversed(lines)), loaded, of_layer and not loaded


@torch.no_grad()
def values_of(one: Tensor) -> tuple[float, ...]:
    """What tells values apart."""
    there = one.detach().double().flatten()
    return (float(there.sum()), float(there.square().sum()), float(there[:1].sum()))


def overwritten(
    network: nn.Module, files: tuple[str, ...], again: Callable[[], nn.Module]
) -> Iterator[Overwritten]:
    """The lines of a constructor all of whose values are gone when it is over, as another line of it
    gives others to the same parameters.

    What one constructor does to what another one has made is not told: it is common, and does no harm.
    """
    if not any(WRITES.search(Path(file).read_text(errors="replace")) for file in files):
        return
    writes = _Writes()
    torch.manual_seed(0)
    try:
        with writes:
            other = again()
    except Exception:  # it is built as well without being watched, and that is what counts
        return
    if other is network:
        return
    yield from _gone(other, writes)


def _gone(network: nn.Module, writes: _Writes) -> Iterator[Overwritten]:
    every: list[tuple[str, _Write, tuple[_Line, _Line] | None]] = []
    for name, one in network.named_parameters():
        those = writes.noted.get(memory_of(one), [])
        for at, write in enumerate(those):
            later = next((other for other in those[at + 1 :] if other.whole), None)
            gone = later is not None and not write.read and values_of(one) != write.values
            if not write.loaded or one.dim() > 1:
                every.append((name, write, _statements(write, later) if later and gone else None))
    for line, by in dict(lines for _, _, lines in every if lines is not None).items():
        each = [(name, write, lines) for name, write, lines in every if line in write.lines]
        if all(lines is not None and lines[0] == line for _, _, lines in each):
            names = tuple(dict.fromkeys(name for name, _, _ in each))
            drawn = all(write.op in DRAWING for _, write, _ in each)
            yield Overwritten(names, line.place, by.place, drawn, each[0][1].loaded)


def _statements(write: _Write, later: _Write) -> tuple[_Line, _Line] | None:
    """The lines of one function that has done both; None where it is none that counts: a state that is
    loaded comes last, and a constructor has done the first, which that function calls."""
    if later.loaded or later.op == "copy_":
        return None
    for at, (one, other) in enumerate(zip(write.lines, later.lines, strict=False)):
        if one.frame is not other.frame:
            return None
        inside = (line.frame.f_code.co_name for line in write.lines[at + 1 :])
        if one.line != other.line:
            return (one, other) if write.loaded or "__init__" not in inside else None
    return None
