"""Faults that networks have: one look at each, with the probes that show it.

A look is a function of the lab and of a probe that works in eval mode. To look for another fault is to
write one and to list it in `LOOKS`.
"""

from collections.abc import Callable, Iterator

from fuzz.check.fault.batch import batch_of_one, batch_size, merged_batch, mixed_samples
from fuzz.check.fault.conversion import autocast, channels_last, device, double
from fuzz.check.fault.learning import training, training_loss
from fuzz.check.fault.repeat import nondeterministic, state_dict
from fuzz.check.finding import Finding
from fuzz.check.lab import Lab
from fuzz.check.probe import Probe

Look = Callable[[Lab, Probe], Iterator[Finding]]

LOOKS: dict[str, Look] = {
    "training": training,
    "the loss": training_loss,
    "the batch dimension": merged_batch,
    "another batch size": batch_size,
    "a batch of one": batch_of_one,
    "samples by themselves": mixed_samples,
    "the same input twice": nondeterministic,
    "the state dict": state_dict,
    "channels_last": channels_last,
    "autocast": autocast,
    "float64": double,
    "another device": device,
}
"""Every look by what it looks at, the most telling first."""
