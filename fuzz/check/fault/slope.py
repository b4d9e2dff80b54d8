"""Gradients that are there, and of no use: NaN, infinite, or zero in every step."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.finding import Finding
from fuzz.check.plain.observed import ByHand, Stopped
from fuzz.check.plain.probe import Probe, enlarged, unlossed
from fuzz.check.plain.seen import Returned
from fuzz.check.running.lab import Lab
from fuzz.check.running.spoiling import RISKY, STEEP
from fuzz.text import counted
from strategies.rule import shown
from strategies.value import Shape

INIT = "https://docs.pytorch.org/docs/stable/nn.init.html"
GRADCHECK = "https://docs.pytorch.org/docs/stable/generated/torch.autograd.gradcheck.gradcheck.html"
PAGES = {
    "single_softmax": "https://docs.pytorch.org/docs/stable/generated/torch.nn.Softmax.html",
    "single_norm": "https://docs.pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html",
}


def useless_gradients(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """Parameters that a step of training makes NaN, or that none ever changes."""
    following = followed(probe)
    seen = lab.see(following)
    for one in seen.stopped if isinstance(seen, Returned) else ():
        if one.how == "unbounded":
            yield _unbounded(one, following)
        elif one.how == "alike":
            yield _alike(one, following)
        elif one.how in FLAT and (one.how not in SINGLE or _stays(lab, probe, one)):
            yield _flat(one, following)
    for other in seen.by_hand if isinstance(seen, Returned) else ():
        yield _by_hand(other, following)


def followed(probe: Probe) -> Probe:
    """The probe in which gradients are followed."""
    return replace(unlossed(probe), mode="train", backward=True, against="gradients")


def _stays(lab: Lab, probe: Probe, one: Stopped) -> bool:
    """Whether it is so for larger images as well: the map of a small one may be a single value."""
    if len(probe.inputs[0].shape) < 4:
        return False
    seen = lab.see(followed(enlarged(probe, 2)))
    those = seen.stopped if isinstance(seen, Returned) else ()
    return any((other.how, other.place) == (one.how, one.place) for other in those)


def _unbounded(one: Stopped, probe: Probe) -> Finding:
    op = one.op.strip("_")
    known = STEEP.get(op) or RISKY.get(one.op)
    why = f": the slope of {op}() is not finite there" if op else ""
    why = f": there is no finite slope of {op}() {known.of}" if known is not None else why
    return Finding(
        kind="silent",
        name="nonfinite_gradient",
        text=f"the gradient of {_told(one.names)} is NaN or infinite{why}",
        when="in a step of training",
        probe=probe,
        place=one.place,
        fix=known.fix if known is not None else "",
    )


FLAT = {
    "stepped": (
        "{op}() has steps: its slope is zero everywhere",
        "hand the gradient on as if it were not there, x + ({op}(x) - x).detach(), or be smooth",
    ),
    "single_softmax": (
        "{op}() is along a dimension of size 1, in which every value is 1, whatever it was",
        "say the dimension along which the values are to sum up to 1, or use a sigmoid",
    ),
    "single_norm": (
        "{op}() is over a single value, which is its own mean: what comes out is the bias, or zero",
        "say the dimensions over which values have a mean and a spread: the number of features",
    ),
    "both_zero": (
        "they are factors of a product, and begin as zero: each leaves the other none",
        "let one of them begin as random numbers: nn.init.kaiming_uniform_(weight, a=5**0.5)",
    ),
}
"""By how a gradient is lost: why, and what is to be done."""

SINGLE = ("single_softmax", "single_norm")
"""What may be so for a small image alone."""


def _flat(one: Stopped, probe: Probe) -> Finding:
    why, fix = FLAT[one.how]
    op = one.op.strip("_") or "it"
    return Finding(
        kind="silent",
        name=one.how,
        text=f"the gradient of {_told(one.names)} is zero in every step: {why.format(op=op)}",
        when="in steps of training",
        probe=probe,
        site=one.names[0].rpartition(".")[0] if one.how == "both_zero" else "",
        place=one.place,
        fix=_along(one.shape, probe) or fix.format(op=op),
        page=PAGES.get(one.how, ""),
    )


def _along(shape: Shape, probe: Probe) -> str:
    """The only dimension beside the batch along which a softmax has several values; "" for others."""
    axes = [axis for axis, size in enumerate(shape) if axis and size > 1]
    if len(axes) != 1 or shape[:1] != probe.inputs[0].shape[:1]:
        return ""
    return (
        f"use dim={axes[0]}, along which there are {shape[axes[0]]} values in {shown(shape)}; or a"
        " sigmoid, where each counts by itself"
    )


def _alike(one: Stopped, probe: Probe) -> Finding:
    """A layer of which one unit would do."""
    weight = one.names[0]
    return Finding(
        kind="silent",
        name="alike",
        text=f"all units of {weight} begin equal, and each step gives them the same gradient: they stay"
        " equal, as if there were one",
        when="in steps of training",
        probe=probe,
        site=weight.rpartition(".")[0],
        place=one.place,
        fix="begin with random numbers: nn.init.kaiming_uniform_(weight, a=5**0.5), as torch does",
        page=INIT,
    )


def _by_hand(one: ByHand, probe: Probe) -> Finding:
    """A backward that is written by hand, and wrongly."""
    factor = f"{one.factor:.3g} times" if one.factor is not None else "not"
    return Finding(
        kind="remark" if one.minor else "silent",
        name="wrong_backward",
        text=f"the gradient that {one.function}.backward() returns for {one.argument} is {factor} the"
        f" slope of {one.function}.forward(), as differences of its values in float64 show it",
        when="in a step of training",
        probe=probe,
        place=one.place,
        fix=f"return the derivative of what forward() returns by {one.argument}, times the gradient that"
        f" comes in; torch.autograd.gradcheck({one.function}.apply, inputs), with inputs in float64,"
        " compares both",
        page=GRADCHECK,
    )


def _told(names: tuple[str, ...]) -> str:
    more = f" and {counted(len(names) - 1, 'more parameter')}" if names[1:] else ""
    return f"{names[0]}{more}"
