"""Faults that show in another layout, precision or device than those that it was written for."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.cause.widened import of_widened
from fuzz.check.finding import Finding, LeftOut, failure
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Raised, Returned
from fuzz.check.running.lab import Lab
from fuzz.text import first_line

COMPILE = "https://docs.pytorch.org/docs/stable/torch.compiler_faq.html"


MISSING = ("not implemented for", "Unsupported dtype", "could not create a primitive")
"""What torch, and at last oneDNN, says of an operation that it does not have for a dtype here."""


def channels_last(lab: Lab, probe: Probe) -> Iterator[Finding | LeftOut]:
    """A network that fails on images whose memory has the channels last: nobody has to use that."""
    if not any(len(one.shape) == 4 for one in probe.inputs):
        return
    inputs = tuple(replace(one, channels_last=len(one.shape) == 4) for one in probe.inputs)
    for one in _raised(lab, replace(probe, inputs=inputs), "with an input in channels_last"):
        yield _asked(one)


def autocast(lab: Lab, probe: Probe) -> Iterator[Finding | LeftOut]:
    """A network that fails under autocast."""
    for one in _raised(lab, replace(probe, autocast="bfloat16"), "under autocast to bfloat16"):
        yield _asked(one)


def double(lab: Lab, probe: Probe) -> Iterator[Finding | LeftOut]:
    """A network that fails after it was converted to float64, with an input of float64."""
    if not all(one.dtype in ("float32", "int64") for one in probe.inputs):
        return
    inputs = tuple(
        replace(one, dtype="float64") if one.dtype == "float32" else one for one in probe.inputs
    )
    there, when = replace(probe, inputs=inputs, dtype="float64"), "after model.double()"
    for one in _raised(lab, there, when):
        yield _asked(_unreached(lab, probe, one) if isinstance(one, Finding) else one)


def half(lab: Lab, probe: Probe) -> Iterator[Finding | LeftOut]:
    """A network that fails after it was converted to float16, with an input of float16."""
    inputs = tuple(
        replace(one, dtype="float16") if one.dtype == "float32" else one for one in probe.inputs
    )
    there = replace(probe, inputs=inputs, dtype="float16")
    for one in _raised(lab, there, "after model.half()"):
        yield _asked(_unreached(lab, probe, one) if isinstance(one, Finding) else one)


def _asked(found: Finding | LeftOut) -> Finding | LeftOut:
    """What fails only where somebody asks for it, which nobody has to; but for what devices show."""
    if isinstance(found, LeftOut) or found.name == "unreached":
        return found
    return replace(found, kind="remark")


def wide_output(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A network that returns float64 for an input of float32, as something in it is float64."""
    seen = lab.see(probe)
    if not isinstance(seen, Returned) or seen.widened is None:
        return
    if any(one.dtype == "float64" for one in seen.outputs.values()):
        cause = of_widened(seen.widened)
        yield Finding(
            kind="remark",
            name=cause.rule,
            text=f"its output is float64: {cause.text}. It is slow, and some devices have no float64",
            when="with an ordinary input",
            probe=probe,
            site=cause.site,
            place=cause.place,
            fix=cause.fix,
        )


def compiled(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A network of which torch.compile makes another one; or that it refuses, or has in parts, as any
    that asks for values, which hinders nobody who does not compile it."""
    again = lab.see(replace(probe, against="again"))
    if not isinstance(again, Returned) or again.differs:
        return  # what is random differs by itself
    there = replace(probe, against="compiled")
    seen, when = lab.see(there), 'with torch.compile(backend="eager")'
    if isinstance(seen, Raised):
        yield replace(failure(seen, there, when, lab), kind="remark", name="compile")
    elif isinstance(seen, Returned) and seen.differs:
        yield Finding(
            kind="silent",
            name="compile",
            text="what torch.compile makes of it gives another output",
            when=when,
            probe=there,
            page=COMPILE,
        )
    if isinstance(seen, Returned) and seen.broken is not None:
        yield Finding(
            kind="remark",
            name="graph_break",
            text=f"it is not one graph: {seen.broken.why}",
            when=when,
            probe=there,
            place=seen.broken.place,
            page=COMPILE,
        )


def device(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A network that makes tensors on one device, whatever that of its input: on meta that shows."""
    there = replace(probe, device="meta")
    seen = lab.see(there)
    if isinstance(seen, Raised) and "is not on the expected device" in seen.message:
        found = failure(seen, there, "after model.to(another device)", lab)
        told = replace(
            found,
            name="device",
            text="a tensor is made on one device, whatever the device of the input",
            fix="make it with device=x.device, or as a buffer: self.register_buffer(name, tensor)",
        )
        yield _unreached(lab, probe, told)


def _unreached(lab: Lab, probe: Probe, found: Finding) -> Finding:
    """What fails after a conversion that has not reached all modules."""
    usual = lab.see(probe)
    one = usual.unreached if isinstance(usual, Returned) else None
    if one is None:
        return found
    return replace(
        found,
        name="unreached",
        text=f"{one.name} holds a module that is not registered, so that model.to() leaves it as it is",
        site=one.site,
        place=one.place or found.place,
        fix="keep it in an nn.ModuleList; or convert it where it is used, as with .to(x)",
        change=None,
    )


def _raised(lab: Lab, probe: Probe, when: str) -> Iterator[Finding | LeftOut]:
    seen = lab.see(probe)
    if isinstance(seen, Raised) and any(one in seen.message for one in MISSING):
        yield LeftOut(f"{when}: {first_line(seen.message)}, on this device")
    elif isinstance(seen, Raised):
        yield failure(seen, probe, when, lab)
