"""What is true of each network: rows of a ``truth.json``, and the lines that are marked in its file."""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec
from torch import nn

SETS = Path(__file__).parents[1]
"""Where the sets are: folders with networks and a ``truth.json``."""

Make = Callable[[], nn.Module]


class Plain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Data that is read strictly: a name that is not known here is a mistake in the file."""


class Contract(Plain, frozen=True):
    """What a network takes: (N, ``channels``, H, W), or one such input for each number of a list.

    An input of more dimensions has them between N and the channels, as in ``Row.input``. H and W are
    each at least ``min_size``, multiples of ``multiple`` or up to ``short_by`` less than one, and within
    ``range``. Where H and W are both at most ``batch_train_until`` (null: anywhere), N has to be
    ``batch_train_min`` in training; ``batch_only`` is the only N that works at all. ``dtypes`` are those
    of the input which the network takes as it is built. Sizes from ``by_chance`` run too, as what
    does not fit is broadcast there; nobody means them.
    """

    channels: int | list[int]
    min_size: int | None
    multiple: int | None
    range: tuple[int, int] | None
    batch_train_min: int
    batch_train_until: int | None
    dtypes: list[str]
    short_by: int = 0
    batch_eval_min: int = 1
    batch_only: int | None = None
    by_chance: tuple[int, int] | None = None

    def allows_size(self, size: int) -> bool:
        """Whether it runs where H or W is ``size``."""
        if self.by_chance and self.by_chance[0] <= size <= self.by_chance[1]:
            return True
        low, high = self.range or (1, size)
        short = -size % self.multiple if self.multiple else 0
        return max(self.min_size or 1, low) <= size <= high and short <= self.short_by

    def allows_batch(self, n: int, size: int, training: bool) -> bool:
        """Whether N may be ``n`` where the larger of H and W is ``size``."""
        if self.batch_only is not None:
            return n == self.batch_only
        bounded = training and (self.batch_train_until is None or size <= self.batch_train_until)
        return n >= max(self.batch_eval_min, self.batch_train_min if bounded else 1)

    @property
    def each(self) -> list[int]:
        """The channels of each input."""
        return self.channels if isinstance(self.channels, list) else [self.channels]


class Target(Plain, frozen=True):
    """What the loss compares with: numbers, and N, H and W of the input."""

    shape: list[int | str]
    dtype: Literal["int64", "float32"]


class Shows(Plain, frozen=True):
    """How the fault shows: a symptom of ``symptoms.py``, or ``raises`` with where, when and what.

    ``size`` is null for the size that :attr:`Row.size` takes.
    """

    symptom: str
    stage: Literal["build", "forward", "loss", "backward", "second step"] | None = None
    mode: Literal["train", "eval"] = "train"
    batch: int = 2
    size: int | None = None
    error: str | None = None
    says: str | None = None

    @property
    def ordinary(self) -> bool:
        """Whether it takes no more than one ordinary batch."""
        return self.stage != "second step" and self.batch == 2 and self.size is None


class Row(Plain, frozen=True):
    """A network: ``held-07`` is in ``held/held_07.py``, its fault at ``# FAULT``, its error at ``#
    SHOWS``.

    ``input`` is an ordinary one: (N, C, L) or (N, ..., C, H, W). ``others`` are further inputs, of
    which N alone changes. Where nothing is marked with ``# SHOWS``, the error is at the fault, or in no
    line of the file.
    """

    name: str
    faulty: bool
    contract: Contract
    input: list[int] | None = None
    others: list[list[int]] = []
    loss: str | None = None
    target: Target | None = None
    kind: str | None = None
    site: str | None = None
    fix: str | None = None
    shows: Shows | None = None
    contract_faulty: Contract | None = None
    on_purpose: list[str] = []
    """Symptoms of a faultless network that its author means."""

    @property
    def module(self) -> str:
        """Its module, to be imported."""
        folder = self.path.parent.name
        return f"tests.check.{folder}.{self.path.stem}"

    @property
    def path(self) -> Path:
        """Its file."""
        folder = self.name.partition("-")[0]
        return SETS / folder / f"{self.name.replace('-', '_')}.py"

    @property
    def size(self) -> int:
        """H and W of an ordinary input."""
        if self.input is not None:
            return self.input[-1]
        return 64 if self.contract.allows_size(64) else (self.contract.range or (1, 64))[1]

    def factory(self, name: str) -> Make:
        """``build``, or ``mended`` where there is one."""
        made: Make = getattr(importlib.import_module(self.module), name)
        return made

    def lines(self, mark: Literal["FAULT", "SHOWS"]) -> list[int]:
        """Numbers of the lines with this mark."""
        text = self.path.read_text(encoding="utf-8").splitlines()
        return [number for number, line in enumerate(text, 1) if line.endswith(f"# {mark}")]


def rows(folder: str = "held") -> list[Row]:
    """All of a set, by name."""
    return msgspec.json.decode((SETS / folder / "truth.json").read_bytes(), type=list[Row])
