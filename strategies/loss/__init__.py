"""The losses of torch.nn that compare an output with a target: one table per family."""

from strategies.loss import binary, classification, regression, sequence
from strategies.loss.kind import Loss, LossKind, LossOption
from strategies.loss.target import Target

FAMILIES = (classification, sequence, binary, regression)

LOSSES: dict[str, LossKind] = {kind.name: kind for family in FAMILIES for kind in family.ROWS}
"""Every kind by its name, the plainest first."""

__all__ = ["LOSSES", "Loss", "LossKind", "LossOption", "Target"]
