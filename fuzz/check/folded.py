"""Folded: a batch that is joined with another dimension, and divided in the other order."""

from torch import Tensor

VIEWING = ("view", "reshape", "flatten", "unflatten")


class Folded:
    """Notes the two dimensions of which the first one of a tensor was joined last."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._both: tuple[int, int] | None = None

    def after(self, name: str, x: Tensor | None, made: object) -> str:
        """Look at an operation; what to do where it divides the joined dimension in the other order."""
        if x is None or name not in VIEWING or not isinstance(made, Tensor) or made.dim() < 1:
            return ""
        if x.dim() > 1 and made.shape[0] == x.shape[0] * x.shape[1] and self.count in x.shape[:2]:
            self._both = (x.shape[0], x.shape[1])
            return ""
        if self._both is None or made.dim() < 2 or x.shape[0] != self._both[0] * self._both[1]:
            return ""
        outer, inner = self._both
        if made.shape[:2] != (inner, outer) or outer == inner:
            return ""
        joined, sizes = ("(batch, time)", "n, t") if outer == self.count else ("(time, batch)", "t, n")
        return (
            f"the first dimension was joined of {joined}, {outer} times {inner}: divide it likewise,"
            f" x.view({sizes}, -1).transpose(0, 1), which has the same shape; or where a transpose()"
            f" follows, x.view({sizes}, -1) without it"
        )
