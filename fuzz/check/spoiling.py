"""Spoiling: the first operation of a run that makes NaN or infinity of what has none."""

from typing import Any, NamedTuple

from torch import Tensor

from fuzz.check.tensor import is_finite
from fuzz.execution.named.place import Place, running_at


class Advice(NamedTuple):
    """Of what an operation makes NaN or infinity, and what people do about it."""

    of: str
    fix: str


_POWER = Advice(
    "of a negative number, with a power that is no whole number, or of zero, with a negative one",
    "keep what is raised positive: x.clamp(min=1e-6).pow(p)",
)
_ROOT = Advice("of a negative number, or of zero where it divides", "x.clamp(min=1e-6)")
_LOG = Advice("of zero or of a negative number", "x.clamp(min=1e-6).log(), or torch.log1p(x)")
_QUOTIENT = Advice("of something by zero", "divide by x + 1e-6, or x.clamp(min=1e-6)")
_ARC = Advice("of a number beyond -1 and 1", "x.clamp(-1 + 1e-6, 1 - 1e-6)")
_SPREAD = Advice("of one value", "give it correction=0, or more values")
_EXPONENTIAL = Advice("of a large number", "take the largest away first, as torch.logsumexp() does")

RISKY = {
    **dict.fromkeys(("pow", "__pow__", "__rpow__", "pow_", "float_power"), _POWER),
    **dict.fromkeys(("sqrt", "rsqrt", "sqrt_", "rsqrt_"), _ROOT),
    **dict.fromkeys(("log", "log2", "log10", "log1p", "log_", "logit"), _LOG),
    **dict.fromkeys(
        ("div", "div_", "true_divide", "__truediv__", "__rtruediv__", "__itruediv__", "reciprocal"),
        _QUOTIENT,
    ),
    **dict.fromkeys(("acos", "asin", "arccos", "arcsin", "atanh", "acosh"), _ARC),
    **dict.fromkeys(("std", "var", "std_mean", "var_mean"), _SPREAD),
    **dict.fromkeys(("exp", "exp_", "expm1"), _EXPONENTIAL),
}
"""Operations that are not defined everywhere, by their names."""


class Spoiling:
    """Notes the first of these that spoils what it is given; ``name`` and ``place`` say which."""

    def __init__(self) -> None:
        self.name = ""
        self.place: Place | None = None

    def after(self, name: str, given: tuple[Tensor, ...], made: Any) -> None:
        """Note an operation with what it was given and has made."""
        if self.name or name not in RISKY or not isinstance(made, Tensor):
            return
        if not is_finite(made) and all(map(is_finite, given)):
            self.name, self.place = name, running_at()


def told(name: str) -> str:
    """What has made NaN or infinity, in words."""
    return f"made by {name.strip('_')}() {RISKY[name].of}"


def advice(name: str) -> str:
    """What people do about it."""
    return RISKY[name].fix
