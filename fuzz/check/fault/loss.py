"""Faults of the loss: it accepts what the network returns, and does not mean it."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.finding import Finding, Kind
from fuzz.check.lab import Lab
from fuzz.check.probe import Probe, Returned, unlossed
from strategies.contract import predict_compared
from strategies.violation import Prediction, Violation


def training_loss(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A loss that accepts the output, and does not mean it."""
    said = said_of_loss(lab, probe)
    if said is not None and said.misuse is not None and not said.violations:
        found = of_loss(said.misuse, "silent", probe)
        seen = lab.see(unlossed(probe))
        ended = seen.ended if isinstance(seen, Returned) and seen.domain != "numbers" else None
        yield replace(found, site=ended[0], place=ended[1]) if ended is not None else found


def said_of_loss(lab: Lab, probe: Probe) -> Prediction | None:
    """What the contract says of the loss of a probe with what the network returns."""
    loss, target = probe.loss, probe.target
    seen = lab.see(unlossed(probe))
    if loss is None or target is None or not isinstance(seen, Returned) or not seen.outputs:
        return None
    output = next(iter(seen.outputs.values()))
    return predict_compared(loss, target, output, seen.domain)


def of_loss(violation: Violation, kind: Kind, probe: Probe) -> Finding:
    """The finding of a rule of the loss."""
    assert probe.loss is not None
    return Finding(
        kind=kind,
        name=violation.rule,
        text=violation.cause,
        when=f"with nn.{probe.loss.kind}",
        probe=probe,
        fix=violation.fix,
        page=violation.page,
    )
