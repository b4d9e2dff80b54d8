"""Faults of what a network returns: nothing."""

from collections.abc import Iterator

from fuzz.check.cause.kind import UNCALLED_LAYER
from fuzz.check.code.constructed import made_of_tensor
from fuzz.check.finding import Finding
from fuzz.check.plain.probe import Probe, unlossed
from fuzz.check.plain.seen import Returned
from fuzz.check.running.lab import Lab
from fuzz.execution.named.place import Place
from strategies.layer import LAYERS

NOTHING = ("NoneType", "tuple", "list", "dict", "int", "float", "bool")
"""What is returned by mistake; an object of another class may well be what it says."""


def no_output(lab: Lab, probe: Probe, forward: Place | None) -> Iterator[Finding]:
    """A network that returns no tensor; ``forward`` is where its forward() begins."""
    seen = lab.see(unlossed(probe))
    if isinstance(seen, Returned) and not seen.outputs and seen.kind in LAYERS:
        yield _layer(seen.kind, probe, forward)
    if isinstance(seen, Returned) and not seen.outputs and seen.kind in NOTHING:
        yield Finding(
            kind="silent",
            name="no_output",
            text="forward() returns no tensor, nor a tuple, list, dictionary or object with one in it",
            when="with an ordinary input",
            probe=probe,
            place=forward,
            fix="return what it has made: a return is missing, or stands in one branch alone",
        )


def _layer(kind: str, probe: Probe, forward: Place | None) -> Finding:
    return Finding(
        kind="silent",
        name=UNCALLED_LAYER,
        text=f"forward() returns an nn.{kind}, and no tensor: nn.{kind}(x) makes a layer, with x as its"
        " first option, and does not call it",
        when="with an ordinary input",
        probe=probe,
        place=made_of_tensor(kind, forward),
        fix=f"make the layer in __init__() and call it: nn.{kind}()(x)",
    )
