"""Messages of the backward pass, and of weights that are modified in place."""

import re

from fuzz.message.row import Reading, named, saying
from strategies.contract.backward import MODIFIED_IN_PLACE, REQUIRES_GRAD, SCALAR
from strategies.contract.surgery import NOT_COPIED

READINGS = (
    Reading(
        wording=re.compile(r"grad can be implicitly created only for scalar outputs"),
        stage="backward",
        owner=named("CrossEntropyLoss"),
        ask=saying(SCALAR, "a scalar loss", "[N, ...]"),
    ),
    Reading(
        wording=re.compile(r"element 0 of tensors does not require grad"),
        stage="backward",
        owner=named("network"),
        ask=saying(REQUIRES_GRAD, "requires grad", "without a grad_fn"),
    ),
    Reading(
        wording=re.compile(r"has been modified by an inplace operation"),
        stage="backward",
        owner=named("network"),
        ask=saying(MODIFIED_IN_PLACE, "an earlier layer", "a later layer"),
    ),
    Reading(
        wording=re.compile(r"leaf Variable that requires grad .*in-place operation"),
        stage="build",
        owner=named("edit"),
        ask=saying(NOT_COPIED, "under torch.no_grad()", "with gradients enabled"),
    ),
)
