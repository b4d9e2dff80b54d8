"""Faults that networks have: one look at each, with the probes that show it.

A look is a function of the lab and of a probe that works in eval mode. To look for another fault is to
write one and to list it in `LOOKS` or `LATER`.
"""

from collections.abc import Callable, Iterator

from fuzz.check.fault.batch import (
    batch_of_one,
    batch_size,
    empty_batch,
    merged_batch,
    no_batch,
    one_in_training,
)
from fuzz.check.fault.conversion import (
    autocast,
    channels_last,
    compiled,
    device,
    double,
    half,
    wide_output,
)
from fuzz.check.fault.influence import no_influence
from fuzz.check.fault.input import changes_input
from fuzz.check.fault.learning import frozen
from fuzz.check.fault.loss import training_loss
from fuzz.check.fault.meaning import misread
from fuzz.check.fault.memory import second_call
from fuzz.check.fault.mixing import by_place, mixed_samples
from fuzz.check.fault.mode import mode
from fuzz.check.fault.quantised import quantisation
from fuzz.check.fault.repeat import nondeterministic, state_dict
from fuzz.check.fault.shares import wrong_shares
from fuzz.check.fault.size import exchanged_sides
from fuzz.check.fault.slope import useless_gradients
from fuzz.check.fault.untrained import stray
from fuzz.check.fault.values import doubled, modified_in_place
from fuzz.check.finding import Finding, LeftOut
from fuzz.check.plain.probe import Probe
from fuzz.check.running.lab import Lab

Look = Callable[[Lab, Probe], Iterator[Finding | LeftOut]]

LOOKS: dict[str, Look] = {
    "the gradients": useless_gradients,
    "the mode": mode,
    "the loss": training_loss,
    "names of modules": stray,
    "sums": doubled,
    "activations in place": modified_in_place,
    "what values mean": misread,
    "what has no influence": no_influence,
    "what is dropped": wrong_shares,
    "height and width": exchanged_sides,
    "the batch dimension": merged_batch,
    "an output without a batch": no_batch,
    "another batch size": batch_size,
    "a batch of one": batch_of_one,
    "the input itself": changes_input,
    "samples by themselves": mixed_samples,
    "samples in another order": by_place,
    "the same input twice": nondeterministic,
    "a second call": second_call,
    "the state dict": state_dict,
}
"""Every look that is taken before the input contract, after `fuzz.check.fault.learning.training`, whose
faults are mended first. By what it looks at, the most telling first."""

LATER: dict[str, Look] = {
    "channels_last": channels_last,
    "autocast": autocast,
    "fine-tuning": frozen,
    "one image in training": one_in_training,
    "the output's element type": wide_output,
    "an empty batch": empty_batch,
    "quantisation": quantisation,
    "float64": double,
    "float16": half,
    "another device": device,
    "torch.compile": compiled,
}
"""Those that are taken after it."""

CONVERTING = ("float64", "float16", "another device")
"""Those of them that convert all that is registered."""
