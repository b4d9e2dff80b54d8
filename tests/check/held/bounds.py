"""Whether a contract is true: every bound of it is run on both sides."""

import warnings
from collections.abc import Iterator
from typing import Any

import torch

from tests.check.held.trial import inputs, objective
from tests.check.held.truth import Contract, Make, Row

SIZES = (*range(1, 41), 56, 57, 63, 64, 65, 96, 128)
DTYPES = ("uint8", "int64", "float16", "bfloat16", "float32", "float64")


class Prober:
    """A network asked again and again; it is built once, and nothing is trained."""

    def __init__(self, row: Row, contract: Contract, make: Make) -> None:
        self.row, self.contract, self.net = row, contract, make()

    def works(self, n: int, h: int, w: int, *, training: bool = False, **kind: Any) -> bool:
        """Whether it runs on :func:`inputs` of this ``kind``, with its loss where it has one."""
        try:
            with torch.no_grad(), warnings.catch_warnings():
                warnings.filterwarnings("error", "Using a target size")  # it would be broadcast
                output = self.net.train(training)(*inputs(self.row, n, h, w, **kind))
                objective(self.row, output, n, h, w)
        except Exception:
            return False
        return True

    def untruths(self) -> Iterator[str]:
        """A sentence for each case in which the network does not do what the contract says."""
        yield from self._sizes()
        yield from self._batches()
        yield from self._channels()

    @property
    def allowed(self) -> list[int]:
        """Sizes that the contract allows, of those that are tried."""
        return [size for size in self._tried() if self.contract.allows_size(size)]

    def _tried(self) -> list[int]:
        low, high = self.contract.range or (1, 1)
        least = self.contract.min_size or 1
        around = {low - 1, low, high, high + 1, least - 1, least} - {0}
        return sorted({*SIZES, *around})

    def _ordinary(self) -> int:
        return self.row.size if self.row.size in self.allowed else self.allowed[-1]

    def _batch(self) -> int:
        return self.contract.batch_only or 2

    def _sizes(self) -> Iterator[str]:
        n = self._batch()
        for size in self._tried():
            says = self.contract.allows_size(size)
            if self.works(n, size, size) is not says:
                yield f"{size} x {size} is {'allowed' if says else 'not allowed'}, and it is not so"
        good = self.allowed[:: max(1, len(self.allowed) // 3)]
        bad = [size for size in self._tried() if size not in self.allowed]
        for h, w in [(good[0], good[-1]), (good[-1], good[0]), *[(good[-1], size) for size in bad[-1:]]]:
            if self.works(n, h, w) is not (w in self.allowed):
                yield f"{h} x {w} is not what each of its sides says"

    def _batches(self) -> Iterator[str]:
        until = self.contract.batch_train_until or 0
        sizes = {self.allowed[0], self._ordinary(), until, until + 1}.intersection(self.allowed)
        batches = (1, 2, 3, 5, self._batch())
        for size in sorted(sizes):
            for training in (False, True):
                for n in batches:
                    says = self.contract.allows_batch(n, size, training)
                    if self.works(n, size, size, training=training) is not says:
                        yield f"N = {n} at {size} x {size}, training {training}: not {says}"
        if until and until + 1 in sizes and not self.works(1, until, until + 1, training=True):
            yield f"N = 1 at {until} x {until + 1} in training: it does not run"

    def _channels(self) -> Iterator[str]:
        n, size = self._batch(), self._ordinary()
        for more in (-1, 1):
            if self.works(n, size, size, more=more):
                yield f"{more:+} channels: it runs"
        for dtype in DTYPES:
            says = dtype in self.contract.dtypes
            if self.works(n, size, size, dtype=dtype) is not says:
                yield f"{dtype} is {'allowed' if says else 'not allowed'}, and it is not so"
