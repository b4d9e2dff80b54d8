"""Messages of the backward pass, and of weights that are modified in place."""

from fuzz.message.reading import asked, reading
from fuzz.message.words import saying
from strategies.contract.backward import MODIFIED_IN_PLACE, REQUIRES_GRAD, SCALAR
from strategies.contract.surgery import NOT_COPIED

READINGS = (
    reading(
        "grad can be implicitly created only for scalar outputs",
        answers=(asked("backward", "CrossEntropyLoss", saying(SCALAR, "a scalar loss", "[N, ...]")),),
    ),
    reading(
        "element 0 of tensors does not require grad",
        answers=(
            asked("backward", "network", saying(REQUIRES_GRAD, "requires grad", "without a grad_fn")),
        ),
    ),
    reading(
        "has been modified by an inplace operation",
        answers=(
            asked("backward", "network", saying(MODIFIED_IN_PLACE, "an earlier layer", "a later layer")),
        ),
    ),
    reading(
        "leaf Variable that requires grad {} in-place operation",
        answers=(
            asked(
                "build", "edit", saying(NOT_COPIED, "under torch.no_grad()", "with gradients enabled")
            ),
        ),
    ),
)
