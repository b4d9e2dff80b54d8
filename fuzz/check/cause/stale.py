"""A layer that says another size than its weight has, as a line has set its attribute."""

from fuzz.check.cause.kind import STALE, Cause
from fuzz.check.plain.at import Stale
from fuzz.check.plain.probe import Change


def of_stale(one: Stale) -> Cause:
    """The cause, with a layer of the size that this one says as the change."""
    fix = stale_fix(one)
    changes = ((fix, Change(one.site, one.layer)),)
    return Cause(stale_text(one), fix, STALE, certain=True, changes=changes, place=one.place)


def stale_text(one: Stale) -> str:
    """What is wrong with a layer that says another size than its weight has."""
    return (
        f"{one.site or one.layer.kind} says {one.option}={one.says}, but its weight is for {one.has}: to"
        " set the attribute of a layer that was made changes no weight"
    )


def stale_fix(one: Stale) -> str:
    """What to do about it."""
    given = ", ".join(f"{name}={value!r}" for name, value in one.layer.options.items())
    return f"put a new layer in its place: nn.{one.layer.kind}({given})"
