"""Four failures of a ResNet-50, as they stand in a catalogue; small, so that running them is quick."""

from typing import Any

from msgspec.structs import replace

from fuzz.catalogue import Entry, Found, Observation
from fuzz.verdict import Signature, template
from strategies import Case
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.subject import Subject
from strategies.surgery import Remove, Replace

SMALL = Input(shape=(2, 3, 32, 32))


def entry(
    stage: Any, op: str, message: str, case: Case, *, exception: str = "RuntimeError", site: str = ""
) -> Entry:
    """An entry for a case that was seen to raise, or to warn, with a message."""
    kind: Any = "warned" if exception == "UserWarning" else "raised"
    signature = Signature(stage, kind, op, exception, template(message))
    seen = Observation("2.13.0", "0.28.0", "cpu", exception, message, site)
    return Entry(signature=signature, case=case, sites=(site,), observed=(seen,), found=Found(0, 1, 2))


CHANNELS = entry(
    "forward",
    "conv2d",
    "Given groups=1, weight of size [64, 3, 7, 7], expected input[2, 4, 32, 32] to have 3 channels,"
    " but got 4 channels instead",
    Case(input=Input(shape=(2, 4, 32, 32))),
    site="conv1",
)
HEAD = entry(
    "forward",
    "linear",
    "mat1 and mat2 shapes cannot be multiplied (2x8192 and 2048x1000)",
    Case(edits=(Remove(site="avgpool"),), input=Input(shape=(2, 3, 64, 64))),
    site="fc",
)
STATE = entry(
    "load",
    "ResNet",
    "Error(s) in loading state_dict for ResNet:\n\tsize mismatch for fc.weight: copying a param with"
    " shape torch.Size([1000, 2048]) from checkpoint, the shape in current model is"
    " torch.Size([10, 2048]).",
    Case(subject=Subject(num_classes=10), load="strict", input=SMALL),
)
BROADCAST = entry(
    "loss",
    "mse_loss",
    "Using a target size (torch.Size([2, 1])) that is different to the input size"
    " (torch.Size([2, 1000])). This will likely lead to incorrect results due to broadcasting."
    " Please ensure they have the same size.",
    Case(input=SMALL, loss=Loss("MSELoss"), target=Target(shape=(2, 1), dtype="float32")),
    exception="UserWarning",
)

ENTRIES = (CHANNELS, HEAD, STATE, BROADCAST)

FINE = Case(input=SMALL)
CHANGED = replace(CHANNELS, signature=replace(CHANNELS.signature, op="conv7d"))
FIXED = entry("forward", "linear", "it was broken", FINE)
HUGE = Layer("Linear", {"in_features": 10**6, "out_features": 10**6})
TOO_LARGE = entry("forward", "linear", "out of memory", Case(edits=(Replace(site="fc", layer=HUGE),)))
