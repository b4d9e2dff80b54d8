"""Spoiling: the first operation of a run that makes NaN or infinity of what has none."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from torch import Tensor

from fuzz.check.plain.tensor import is_finite
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


_PRODUCT = Advice(
    "of zero by infinity",
    "put infinity where it is wanted, and multiply nothing by it: x.masked_fill(mask, float('-inf'))",
)
_DIFFERENCE = Advice("of infinity and infinity", "use a large number in place of infinity: -1e4")
_MASKED = Advice(
    "of minus infinity alone, as where all of a row is masked",
    "leave one value of each row unmasked, or use a large number in place of infinity: -1e4",
)

UNDEFINED = {
    **dict.fromkeys(("mul", "mul_", "__mul__", "__rmul__", "__imul__"), _PRODUCT),
    **dict.fromkeys(("add", "add_", "__add__", "__radd__", "__iadd__", "sub", "__sub__"), _DIFFERENCE),
    **dict.fromkeys(("softmax", "log_softmax"), _MASKED),
}
"""Operations that are not defined with infinity, of which they make NaN."""

_EQUAL = Advice("of equal values", "(x.var(dim) + 1e-6).sqrt()")

STEEP = {
    **dict.fromkeys(
        ("sqrt", "rsqrt"), Advice("at zero", "add a little under the root: (x + 1e-6).sqrt()")
    ),
    **dict.fromkeys(("pow", "__pow__", "float_power"), Advice("at zero", "x.clamp(min=1e-6).pow(p)")),
    **dict.fromkeys(("acos", "asin", "arccos", "arcsin"), _ARC._replace(of="at -1 and 1")),
    "std": _EQUAL,
    "std_mean": _EQUAL,
}
"""Operations that are defined where they have no slope, by their names."""


class Spoiling:
    """Notes the first of these that spoils what it is given; ``name`` and ``place`` say which."""

    def __init__(self) -> None:
        self.name = ""
        self.place: Place | None = None
        self.undefined: tuple[str, Place | None] | None = None
        """The first that has made NaN of what may have infinity in it, but no NaN."""

    def after(self, name: str, given: tuple[Tensor, ...], made: Any) -> None:
        """Note an operation with what it was given and has made."""
        if name not in (*RISKY, *UNDEFINED) or not isinstance(made, Tensor) or is_finite(made):
            return
        if name in RISKY and not self.name and all(map(is_finite, given)):
            self.name, self.place = name, running_at()
        if name in UNDEFINED and self.undefined is None:
            spoils = _has_nan(made) and not any(map(_has_nan, given))
            self.undefined = (name, running_at()) if spoils else None

    def of(self, outputs: Iterable[Tensor]) -> tuple[str, Place | None] | None:
        """What has spoiled the outputs, as far as that is known."""
        if self.undefined is not None and any(map(_has_nan, outputs)):
            return self.undefined
        return (self.name, self.place) if self.name else None


def _has_nan(tensor: Tensor) -> bool:
    return tensor.is_floating_point() and not tensor.is_meta and bool(tensor.detach().isnan().any())


def told(name: str) -> str:
    """What has made NaN or infinity, in words."""
    return f"made by {name.strip('_')}() {_of(name).of}"


def advice(name: str) -> str:
    """What people do about it."""
    return _of(name).fix


def _of(name: str) -> Advice:
    return UNDEFINED.get(name) or RISKY[name]
