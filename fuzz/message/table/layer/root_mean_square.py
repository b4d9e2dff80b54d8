"""Messages of RMSNorm."""

from fuzz.message.reading import plain, reading
from fuzz.message.table.layer.pages import module

READINGS = (
    reading(
        "Input tensor must have at least {wanted:number} dimensions, but got {got:number}",
        answers=(
            plain(
                "normalisation.rms_rank",
                cause="RMSNorm was made for the last {wanted} dimensions of its input"
                " (normalized_shape), but the input has only {got}",
                fix="name the sizes of the last dimensions alone, nn.RMSNorm(x.shape[-1]), and keep the"
                " batch dimension: x.unsqueeze(0)",
                page=module("RMSNorm"),
                when=lambda told: told.number("got") < told.number("wanted"),
            ),
        ),
    ),
    reading(
        "Mismatch dtype between input and weight: input dtype = {got:type}, weight dtype ="
        " {wanted:type}, Cannot dispatch to fused implementation",
        answers=(
            plain(
                "normalisation.rms_unfused",
                cause="the input of RMSNorm is {got} and its weight {wanted}, so that it is worked out"
                " in several steps: the result is right, but slower",
                fix="convert both alike, norm.to(x.dtype), or leave it: it is a warning",
                page=module("RMSNorm"),
                when=lambda told: told.dtype("got") != told.dtype("wanted"),
            ),
        ),
    ),
)
