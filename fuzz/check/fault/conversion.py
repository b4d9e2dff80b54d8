"""Faults that show in another layout, precision or device than those that it was written for."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.finding import Finding, failure
from fuzz.check.lab import Lab
from fuzz.check.probe import Probe, Raised


def channels_last(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A network that fails on images whose memory has the channels last."""
    if not any(len(one.shape) == 4 for one in probe.inputs):
        return
    inputs = tuple(replace(one, channels_last=len(one.shape) == 4) for one in probe.inputs)
    yield from _raised(lab, replace(probe, inputs=inputs), "with an input in channels_last")


def autocast(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A network that fails under autocast."""
    yield from _raised(lab, replace(probe, autocast="bfloat16"), "under autocast to bfloat16")


def double(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A network that fails after it was converted to float64, with an input of float64."""
    if not all(one.dtype in ("float32", "int64") for one in probe.inputs):
        return
    inputs = tuple(
        replace(one, dtype="float64") if one.dtype == "float32" else one for one in probe.inputs
    )
    yield from _raised(lab, replace(probe, inputs=inputs, dtype="float64"), "after model.double()")


def device(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A network that makes tensors on one device, whatever that of its input: on meta that shows."""
    there = replace(probe, device="meta")
    seen = lab.see(there)
    if isinstance(seen, Raised) and "is not on the expected device" in seen.message:
        found = failure(seen, there, "after model.to(another device)", lab)
        yield replace(
            found,
            name="device",
            text="a tensor is made on one device, whatever the device of the input",
            fix="make it with device=x.device, or as a buffer: self.register_buffer(name, tensor)",
        )


def _raised(lab: Lab, probe: Probe, when: str) -> Iterator[Finding]:
    seen = lab.see(probe)
    if isinstance(seen, Raised):
        yield failure(seen, probe, when, lab)
