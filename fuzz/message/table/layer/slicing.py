"""Messages about parts of tensors: narrow, select, split, chunk, repeat and transposing."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.layer.pages import function, functional
from fuzz.message.wording import sizes


def _sum(told: Told) -> dict[str, str] | None:
    """What the sizes of a split add up to; None where that is what the dimension has."""
    total = sum(sizes(told.text("got")))
    return None if total == told.number("wanted") else {"total": str(total)}


def _beyond(told: Told) -> bool:
    return told.number("start") + told.number("length") > told.number("count")


def _outside(told: Told) -> bool:
    return not told.number("low") <= told.number("got") <= told.number("high")


def _place(told: Told) -> dict[str, str] | None:
    """The size of the dimension that an index is outside of."""
    shape, dim, got = told.shape("shape"), told.number("dim"), told.number("got")
    if not -len(shape) <= dim < len(shape) or -shape[dim] <= got < shape[dim]:
        return None
    return {"count": str(shape[dim])}


READINGS = (
    reading(
        " expects a tensor with <= 2 dimensions, but self is {rank:number}D",
        answers=(
            plain(
                "shaping.transposed",
                cause="t() transposes a matrix, but the tensor has {rank} dimensions",
                fix="name the two dimensions: x.transpose(1, 2), or x.mT, which transposes the last two"
                " of a batch of matrices",
                page=function("t"),
                when=lambda told: told.number("rank") > 2,
            ),
        ),
    ),
    reading(
        "chunk expects `chunks` to be greater than 0, got: {got:number}",
        answers=(
            plain(
                "shaping.chunks",
                cause="chunk was asked for {got} parts of a tensor",
                fix="ask for 1 or more: x.chunk(2, dim=1) halves the channels",
                page=function("chunk"),
            ),
        ),
    ),
    reading(
        "{op:name} expects at least a 1-dimensional tensor",
        answers=(
            plain(
                "shaping.split_scalar",
                cause="{op} takes a tensor apart along a dimension, but got a single number, which has"
                " none",
                fix="print(x.shape) in front of it: a mean or sum over everything, squeeze() or an index"
                " has left no dimension",
                page=function("split"),
                when=lambda told: told.text("op") in ("chunk", "split"),
            ),
        ),
    ),
    reading(
        "split_with_sizes expects split_sizes to sum exactly to {wanted:number} (input tensor's size at"
        " dimension {dim:number}), but got split_sizes={got:sizes}",
        answers=(
            plain(
                "shaping.split_sum",
                cause="the sizes of a split, [{got}], add up to {total}, but the tensor has {wanted} in"
                " dimension {dim}",
                fix="make them add up to {wanted}; torch.split(x, 64, dim=1) cuts into parts of 64, and"
                " x.chunk(2, dim=1) into 2 parts",
                page=function("split"),
                more=_sum,
            ),
        ),
    ),
    reading(
        "split_with_sizes expects split_sizes have only non-negative entries, but got"
        " split_sizes={got:name}",
        "split expects split_size be non-negative, but got split_size={got:name}",
        "split_size can only be 0 if dimension size is 0, but got dimension size of {count:number}",
        answers=(
            plain(
                "shaping.split_size",
                cause="the size of a part in torch.split or random_split is 0 or less",
                fix="print the numbers that it is made of: for len(data) - n the n is larger than the"
                " data, and a division such as channels // groups may give 0",
                page=function("split"),
            ),
        ),
    ),
    reading(
        "narrow() cannot be applied to a 0-dim tensor",
        answers=(
            plain(
                "shaping.narrow_scalar",
                cause="narrow takes part of a dimension, but got a single number, which has none",
                fix="print(x.shape) in front of it: a mean or sum over everything, squeeze() or an index"
                " has left no dimension",
                page=function("narrow"),
            ),
        ),
    ),
    reading(
        "narrow(): length must be non-negative",
        answers=(
            plain(
                "padding.cropped",
                cause="more is cut off than there is: a negative padding of F.pad or ConstantPad2d crops"
                " the input, which is smaller than that, or the length of x.narrow is negative",
                fix="print(x.shape) and the padding: for (target - size) // 2 the input is larger than"
                " the target, so resize it first, or crop no more than its size",
                page=functional("pad"),
                confidence="likely",
            ),
        ),
    ),
    reading(
        "start ({start:number}) + length ({length:number}) exceeds dimension size ({count:number})",
        answers=(
            plain(
                "shaping.narrow_beyond",
                cause="narrow asks for {length} entries from {start} on, but the dimension has only"
                " {count}",
                fix="use length={count} - start at most, or a slice, x[start:start + {length}], which"
                " ends where the tensor does",
                page=function("narrow"),
                when=_beyond,
            ),
        ),
    ),
    reading(
        "start out of range (expected to be in range of [{low:number}, {high:number}], but got"
        " {got:number})",
        answers=(
            plain(
                "shaping.narrow_start",
                cause="narrow starts at {got}, but the dimension has only {high} entries",
                fix="print(x.shape): start is an index from 0 to {high}, and the dimension is counted"
                " with that of the batch as 0",
                page=function("narrow"),
                when=_outside,
            ),
        ),
    ),
    reading(
        "select(): index {got:number} out of range for tensor of size {shape:shape} at dimension"
        " {dim:number}",
        answers=(
            plain(
                "shaping.select",
                cause="index {got} was asked for along dimension {dim} of a tensor [{shape}], which has"
                " only {count} places there",
                fix="use an index from 0 to {count} - 1; print(x.shape) shows whether a batch, or a list"
                " of outputs, is smaller than thought",
                page=function("select"),
                more=_place,
            ),
        ),
    ),
    reading(
        "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor",
        answers=(
            plain(
                "shaping.repeat",
                cause="repeat takes a number for each dimension of the tensor, and got fewer",
                fix="name them all: x.repeat(1, 3, 1, 1) makes 3 channels of one in a batch [N, 1, H, W]"
                " and x.repeat(3, 1, 1) in one image [1, H, W]",
                page=function("Tensor.repeat"),
            ),
        ),
    ),
    reading(
        "unflatten: sizes must be non-empty",
        answers=(
            plain(
                "shaping.no_sizes",
                cause="unflatten got no sizes to make of the dimension",
                fix="name them: x.unflatten(1, (512, 7, 7)) for a vector of 25088 features",
                page=function("unflatten"),
            ),
        ),
    ),
    reading(
        "slice step must be positive",
        # of x[::-1]
        "ValueError: step must be greater than zero",
        answers=(
            plain(
                "shaping.backwards",
                cause="a slice of a tensor goes forward alone: its step must be 1 or more, and not -1 as"
                " in NumPy",
                fix="turn it round with x.flip(0); x.flip(-1) mirrors images",
                page=function("flip"),
            ),
        ),
    ),
    reading(
        "index_select(): index contains {got:number} that is out of range for tensor of size"
        " {count:number} at dimension {dim:number}",
        "INDICES element is out of DATA bounds, id={got:number} axis_dim={count:number}",
        answers=(
            plain(
                "shaping.index_select",
                cause="index_select was given the index {got}, but the dimension has only {count}"
                " places, 0 to {count} - 1",
                fix="print(index.max(), x.shape) in front of it; classes that count from 1 need"
                " index - 1",
                page=function("index_select"),
                when=lambda told: not 0 <= told.number("got") < told.number("count"),
            ),
        ),
    ),
    reading(
        "dim {dim:number} appears multiple times in the list of dims",
        answers=(
            plain(
                "shaping.twice",
                cause="a list of dimensions names dimension {dim} twice (a negative one counts from the"
                " end)",
                fix="name each once: x.mean(dim=(2, 3)) or x.mean(dim=(-2, -1)) for height and width",
                page=function("mean"),
            ),
        ),
    ),
    reading(
        # torch 0.5 to now; the warning of 0.4 had the second words
        "invalid index of a 0-dim tensor. Use",
        "invalid index of a 0-dim tensor. This will be an error in PyTorch 0.5",
        answers=(
            plain(
                "shaping.item",
                cause="an index is asked of a tensor that is a single number, such as a loss: since"
                " torch 0.4 a loss has no dimensions, and loss.data[0] is code for earlier releases",
                fix="use loss.item() in place of loss.data[0] or loss[0]",
                page=function("Tensor.item"),
            ),
        ),
    ),
)
