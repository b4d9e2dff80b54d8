"""The message of a BatchNorm that was made for other channels than it gets."""

import re

from fuzz.message.reading import Told, asked, reading
from fuzz.message.words import check_layer

BATCH_NORMS = re.compile(r"\bBatchNorm[123]d\b")


def _named(told: Told) -> str:
    """The class of the norm that was pasted beside the message; most are of maps."""
    named = {found[0] for found in BATCH_NORMS.finditer("\n".join((*told.shown, told.rest)))}
    return named.pop() if len(named) == 1 else "BatchNorm2d"


def _others(told: Told) -> None:
    got, wanted = told.number("got"), told.number("wanted")
    check_layer("BatchNorm2d", {"num_features": wanted}, (2, got, 2, 2))


READING = reading(
    "running_mean should contain {got:number} elements not {wanted:number}",
    "running_var should contain {got:number} elements not {wanted:number}",
    # of a norm that tracks no statistics
    "weight should contain {got:number} elements not {wanted:number}",
    "bias should contain {got:number} elements not {wanted:number}",
    answers=(
        asked(
            "forward",
            _named,
            _others,
            cause="a BatchNorm was made for {wanted} channels (num_features={wanted}), but its input"
            " has {got}",
            fix="make it for what the layer in front of it gives, num_features={got}, or give that"
            " layer {wanted} outputs: a norm is changed together with its convolution or Linear"
            " (model.bn1 with model.conv1, downsample[1] with downsample[0])",
        ),
    ),
)
