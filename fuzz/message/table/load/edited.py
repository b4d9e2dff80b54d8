"""Messages of weights that are copied from one layer into another by hand."""

from fuzz.message.reading import Told, plain, reading
from strategies.value import Shape

MATRIX, KERNEL = 2, 4
"""The dimensions of the weight of a Linear and of a Conv2d."""

WIDEST = 11
"""Of the kernels that convolutions of networks for images have."""

COPY = "https://docs.pytorch.org/docs/stable/generated/torch.Tensor.copy_.html"


def _of_convolution(one: Shape, other: Shape) -> bool:
    """Whether both are weights of a Conv2d that differ in their input channels alone."""
    same = (one[0], *one[2:]) == (other[0], *other[2:])
    return same and one[1] != other[1] and one[2] == one[3] <= WIDEST and one[0] >= one[1]


def _channels(told: Told) -> dict[str, str] | None:
    """The input channels of the weight that is written into, and of the one that is written."""
    into, of = told.shape("into"), told.shape("of")
    if len(into) != KERNEL or len(of) != KERNEL or not _of_convolution(into, of):
        return None
    return {"into": str(list(into)), "of": str(list(of)), "wanted": str(into[1]), "given": str(of[1])}


def _classes(told: Told) -> dict[str, str] | None:
    """The outputs of the two heads whose weights are copied."""
    into, of = told.shape("into"), told.shape("of")
    if len(into) != MATRIX or len(of) != MATRIX or into[1] != of[1] or into[0] == of[0] or into[1] < 64:
        return None
    return {"wanted": str(into[0]), "given": str(of[0])}


READINGS = (
    reading(
        "output with shape {into:shape} doesn't match the broadcast shape {of:shape}",
        "shape mismatch: value tensor of shape {of:shape} cannot be broadcast to indexing result of"
        " shape {into:shape}",
        "The expanded size of the tensor ({:number}) must match the existing size ({:number}) at"
        " non-singleton dimension {:number}. Target sizes: {into:shape}. Tensor sizes: {of:shape}",
        answers=(
            plain(
                "edit.weight_channels",
                cause="the weight of a convolution for {given} input channels is copied into one for"
                " {wanted}: {of} into {into}",
                fix="fill the channels by name, with torch.no_grad(): new.weight[:, :3] = old.weight"
                " for those that both have, new.weight[:, 3:] = old.weight.mean(1, keepdim=True) for"
                " others; for one grey channel new.weight.copy_(old.weight.sum(1, keepdim=True))",
                page=COPY,
                confidence="likely",
                more=_channels,
            ),
            plain(
                "edit.weight_classes",
                cause="the weight of a head with {given} outputs is copied into one with {wanted}",
                fix="copy the rows of the classes that both have, with torch.no_grad(): new.weight[:n]"
                " = old.weight[:n], and the bias in the same way; or leave the head out and train it",
                page=COPY,
                confidence="likely",
                more=_classes,
            ),
        ),
    ),
)
