"""unbuilt(): what is told of a network that can't be built."""

from fuzz.check.cause import cause_of
from fuzz.check.finding import Finding
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Raised
from fuzz.check.result import Checked


def unbuilt(name: str, raised: Raised) -> Checked:
    """The line at which building it raises, with the cause and the fix where they are known."""
    probe = Probe(inputs=())
    cause = cause_of(raised, probe)
    finding = Finding(
        kind="fails",
        name=(cause.rule if cause is not None else "") or "unknown",
        text=cause.text if cause is not None else "the cause is not known",
        when="as it is built",
        probe=probe,
        place=(cause.place if cause is not None else None) or raised.at.place,
        fix=cause.fix if cause is not None else "",
        page=cause.page if cause is not None else "",
        exception=raised.exception,
        message=raised.message,
    )
    return Checked(
        name=name, probe=probe, findings=(finding,), left_out=("all else, since it can't be built",)
    )
