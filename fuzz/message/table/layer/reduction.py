"""Messages about what is worked out over a tensor: the largest value, the mean, the spread."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.layer.pages import function

SPREADS = ("std", "var", "std_mean", "var_mean")


def _emptied(told: Told) -> dict[str, str]:
    """What was called, as far as the message says, and on what."""
    message = told.raised.message
    what = "sequence" if "arg" in message and "empty" in message else "tensor"
    what = "array" if "zero-size array" in message else what
    return {"name": told.text("op") or "max(), min() or argmax()", "what": what}


READINGS = (
    reading(
        "{op:word}: Expected reduction dim to be specified for input.numel() == 0",
        "{op:word}: Expected reduction dim {dim:number} to have non-zero size",
        # torch before 1.7
        "cannot perform reduction function {op:name} on a tensor with no elements because the operation"
        " does not have an identity",
        "RuntimeError: operation does not have an identity",
        "{op:word}: cannot compute {:name} over an empty dimension as the operation has no identity",
        "{op:word}: Specify the reduction dim with the 'dim' argument",
        "zero-size array to reduction operation {op:name} which has no identity",
        "{op:word} arg is an empty sequence",
        "{op:word} iterable argument is empty",
        answers=(
            plain(
                "metric.empty",
                cause="{name} was called on an empty {what}: a batch without samples, a mask or a"
                " search for"
                " pairs that picks nothing, or a list of outputs that was never filled",
                fix="print what goes into it, and skip what is empty: if x.numel() > 0, if len(x);"
                " where a"
                " library does so with a batch, give it several samples of a class, or update it",
                page=function("max"),
                more=_emptied,
            ),
        ),
    ),
    reading(
        "{op:word}: does not support bool input",
        answers=(
            plain(
                "metric.bool_argmax",
                cause="{op} looks for the largest value, and got a tensor of bools, such as a comparison"
                " gives",
                fix="use the outputs themselves, output.argmax(dim=1), or convert it: x.int().argmax();"
                " x.nonzero() gives the places that are True",
                page=function("argmax"),
            ),
        ),
    ),
    reading(
        "Optional dtype must be either a floating point or complex dtype. Got: {got:type}",
        "the desired output dtype should be either floating point or complex. Got {got:type} instead",
        answers=(
            plain(
                "dtype.mean_as",
                cause="the mean or norm is to be of {y}, which holds no fractions: its dtype must be"
                " floating-point",
                fix="leave out dtype, or use dtype=torch.float32; round afterwards:"
                " x.mean().round().long()",
                page=function("mean"),
                more=lambda told: {"y": told.dtype("got")},
            ),
        ),
    ),
    reading(
        "norm(): input dtype should be either floating point or complex. Got {got:type} instead",
        "{op:name} and var only support floating point and complex dtypes",
        "{op:name} only support floating point and complex dtypes",
        answers=(
            plain(
                "dtype.spread",
                cause="a norm, standard deviation or variance needs floating-point values, but the"
                " tensor is of integers or bools, as images are before ToTensor()",
                fix="convert it first: x.float().std(dim=(0, 2, 3)), and x.float() / 255 for images of"
                " uint8",
                page=function("std"),
                when=lambda told: told.fields.get("op", "std") in SPREADS,
            ),
        ),
    ),
    reading(
        "{op:name}(): degrees of freedom is <= 0. Correction should be strictly less than"
        " the reduction factor",
        answers=(
            plain(
                "normalisation.spread_of_one",
                cause="{op} was taken over a single value, which has no spread: the result is nan, and"
                " so is what is divided by it",
                fix="take it over a dimension with 2 values or more (print(x.shape)), or use"
                " x.{op}(dim, correction=0), which is 0 for one value; add an eps where it divides",
                page=function("std"),
            ),
        ),
    ),
)
