"""Names that keys of state dicts have, and what the functions that look at them share."""

import re
from collections.abc import Iterable, Mapping

from fuzz.message.reading import Told
from fuzz.message.state_dict import Mismatch, parse

Fields = Mapping[str, str] | None
"""The fields of an answer; None where the keys speak of something else."""

HEADS = (
    "fc", "classifier", "head", "heads", "last_linear", "linear", "logits", "output", "out", "fc1",
    "fc_out", "classification_head", "cls_head", "predictor", "final", "fcs", "mlp_head",
    "projection_head",
)  # fmt: skip
AUXILIARY = ("aux_classifier", "aux_head", "auxiliary_head", "AuxLogits")


def is_head(key: str) -> bool:
    """Whether a key is one of an output layer."""
    layer, _, name = key.rpartition(".")
    parts = layer.split(".")
    if name not in ("weight", "bias"):
        return False
    return any(part in HEADS or part in AUXILIARY for part in parts) and not any(
        re.match(r"layer\d|conv\d|bn\d", part) for part in parts
    )


def of(told: Told) -> Mismatch:
    """The keys and shapes in a message."""
    return parse(told.raised.message)


def only_heads(mismatch: Mismatch) -> bool:
    """Whether the keys that one side has alone are those of output layers."""
    return all(is_head(key) for key in (*mismatch.missing, *mismatch.unexpected))


def layers(keys: Iterable[str]) -> list[str]:
    """The layers that keys belong to."""
    return sorted({key.rpartition(".")[0] for key in keys})
