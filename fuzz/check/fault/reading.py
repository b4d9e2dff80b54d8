"""reading(): what is told of values that are not read as they are meant, and what to do."""

from collections.abc import Callable
from typing import NamedTuple

from fuzz.check.plain.observed import Misread, Misreading

GENERATED = "https://docs.pytorch.org/docs/stable/generated/torch.nn.{}.html"
SAMPLED = GENERATED.format("functional.grid_sample")
ATTENTION = GENERATED.format("functional.scaled_dot_product_attention")
RESHAPED = "https://docs.pytorch.org/docs/stable/generated/torch.reshape.html"
BROADCASTING = "https://docs.pytorch.org/docs/stable/notes/broadcasting.html"
MULTIHEAD = GENERATED.format("MultiheadAttention")


class Reading(NamedTuple):
    """A finding by its name, its sentence, the advice and a page; ``minor`` where it may be meant."""

    name: str
    text: str
    fix: str
    page: str = ""
    minor: bool = False


def reading(one: Misread) -> Reading:
    """What is told of it."""
    return READINGS[one.how](one)


def _weights(one: Misread) -> Reading:
    return Reading(
        "weights_astray",
        "the weights have a sum of 1 over one dimension, and values are added up by them over"
        " another one: what each query gets has no weights of sum 1, but competes with other"
        " queries",
        f"softmax(dim={one.what}), the dimension over which the values are added up",
    )


def _direction(one: Misread) -> Reading:
    return Reading(
        "last_of_both",
        f"the last place is taken of both directions of {one.what}: the one that runs backwards"
        " begins there, and has seen no other place",
        "if it is not meant, take the end of each: torch.cat([h[-2], h[-1]], dim=1) of the last"
        " states h; or a mean over all places",
        GENERATED.format(one.kind),
        minor=True,
    )


def _discarded(one: Misread) -> Reading:
    return Reading(
        "discarded",
        f"{one.what}(...) changes nothing, and nothing takes what it returns",
        f"give it a name: x = {one.what}(...); or leave it out",
    )


def _unread(one: Misread) -> Reading:
    return Reading(
        "unread",
        f"nothing reads what {one.what}({one.kind}) returns here: {one.kind}, as it was before,"
        " is used again below",
        f"use the new name below, or keep the old one: {one.kind} = {one.what}({one.kind})",
    )


def _units(one: Misread) -> Reading:
    return Reading(
        "units_astray",
        f"F.normalize gives vectors along dimension {one.what} the length 1, its dim, and the"
        " product adds up along another one: it is no cosine, and larger than 1 where vectors"
        " are long",
        "F.normalize(x, dim=-1), or the dimension that the product adds up",
        GENERATED.format("functional.normalize"),
    )


def _pixels(one: Misread) -> Reading:
    return Reading(
        "grid_in_pixels",
        f"grid_sample expects places from -1 to 1, the borders, but got some from {one.what}, as"
        " pixels are counted: nearly all are outside",
        "2 * x / (w - 1) - 1 and 2 * y / (h - 1) - 1 for align_corners=True, or"
        " (2 * x + 1) / w - 1 and (2 * y + 1) / h - 1 for False",
        SAMPLED,
    )


def _masked(one: Misread) -> Reading:
    return Reading(
        "masked_weights",
        "a mask takes weights away that have a sum of 1 by a softmax already: what is left has a"
        " smaller sum, and what is taken away has its share in the others",
        "put minus infinity into the scores before: scores.masked_fill(mask == 0,"
        " -math.inf).softmax(dim); or divide by the sum that is left",
        GENERATED.format("Softmax"),
    )


def _linear(one: Misread) -> Reading:
    return Reading(
        "linear_behind_linear",
        f"{one.site} gets what {one.what} returns, with nothing in between: two nn.{one.kind} one"
        " behind the other are no more than a single one can be",
        "if it is not meant, put an activation between both, such as nn.ReLU()",
        GENERATED.format(one.kind),
        minor=True,
    )


def _dropped(one: Misread) -> Reading:
    return Reading(
        "samples_dropped",
        f"{one.kind} takes this for one sample without a batch, and the batch for its channels:"
        " in training it makes whole samples zero",
        f"nn.Dropout({one.what}), which drops single values",
        GENERATED.format(one.kind),
    )


def _sides(one: Misread) -> Reading:
    return Reading(
        "channels_for_height",
        f"{one.what}() is given the channels and the height of an image of shape {one.kind} as a size:"
        " height and width are the last two",
        "size=x.shape[-2:]",
        GENERATED.format(f"functional.{one.what}"),
    )


def _undone(one: Misread) -> Reading:
    op, divided = one.what, bool(one.kind)
    if divided:
        return Reading(
            "undone",
            f"{op} puts dimensions together again that were divided before, and nothing has used that:"
            " each value is where it was",
            "exchange them in between, as a shuffle of channels does: x.transpose(1, 2)",
            RESHAPED,
        )
    return Reading(
        "undone",
        f"{op} gives back the shape that there was before, and nothing has used the other one: each"
        " value is where it was",
        "if it is not meant, do between both what the other shape is for",
        RESHAPED,
        minor=True,
    )


def _idle(one: Misread) -> Reading:
    name, twice = one.what, one.kind
    if twice:
        text = f"{twice} is taken twice here, and nothing reads {name}"
        return Reading("idle_name", text, f"take {name} in place of one {twice}")
    text = f"nothing in this function reads {name}, which is computed here"
    return Reading("idle_name", text, "if it is not meant, use it, or leave it out", minor=True)


def _entry(one: Misread) -> Reading:
    twice, missing = one.what, one.kind
    if not missing:
        text = f"{twice} is taken twice here, and another entry of it nowhere in this function"
        return Reading("same_entry", text, "if it is not meant, take that for one of both", minor=True)
    text = f"{twice} is taken twice here, and nothing takes {missing}"
    return Reading("same_entry", text, f"take {missing} in place of one {twice}")


def _reduced(one: Misread) -> Reading:
    return Reading(
        "reduced_dimension",
        f"what is taken of each row of {one.kind} is broadcast along the last dimension: as both are of"
        " one size, it runs, and each column gets the value of a row",
        f"keep the dimension, of size 1: {one.what}",
        BROADCASTING,
    )


AGAIN = {
    ("softmax", "softmax"): "probabilities are taken for logits: what comes out is nearly uniform",
    ("softmax", "log_softmax"): "probabilities are taken for logits: what comes out is nearly uniform",
    ("sigmoid", "sigmoid"): "what comes out is between 0.5 and 0.74, whatever goes in",
    ("sigmoid", "logsigmoid"): "what comes out is between -0.7 and -0.31, whatever goes in",
}
"""What is of no use at all; other pairs may be meant."""

OF_RELU = {
    "sigmoid": "nothing that comes out is below 0.5",
    "softmax": "no score is below zero, and where one is zero, it gets no gradient",
    "log_softmax": "no score is below zero, and where one is zero, it gets no gradient",
}

AGAIN_MINOR = {
    "log_softmax": "the second one changes nothing",
    "batch_norm": "the second one has little left to do",
}


def _again(one: Misread) -> Reading:
    second, first = one.what, one.kind
    why = AGAIN.get((first, second))
    minor = OF_RELU.get(second) if first == "relu" else AGAIN_MINOR.get(first)
    text = why or minor or "probabilities are taken for scores"
    fix = f"leave out the {first}" if second != "batch_norm" else "leave one of both out"
    return Reading(
        f"{second}_of_{first}",
        f"{second} is applied to what {first} has made: {text}",
        fix if why else f"if it is not meant, {fix}",
        minor=why is None,
    )


def _ahead(one: Misread) -> Reading:
    taker = one.what
    text = "by its mask each place sees those behind it, and none before: a causal mask is the other way"
    text += " round"
    if not taker:
        fix = "put minus infinity above the diagonal: torch.full((t, t), -math.inf).triu(1)"
        return Reading("looks_ahead", text, fix, ATTENTION)
    if taker == "scaled_dot_product_attention":
        fix = "True lets look here: torch.ones(t, t, dtype=torch.bool).tril(), or is_causal=True"
        return Reading("looks_ahead", text, fix, ATTENTION)
    fix = "True hides here: torch.ones(t, t, dtype=torch.bool).triu(1)"
    return Reading("looks_ahead", text, fix, MULTIHEAD)


READINGS: dict[Misreading, Callable[[Misread], Reading]] = {
    "weights": _weights,
    "direction": _direction,
    "discarded": _discarded,
    "unread": _unread,
    "units": _units,
    "ahead": _ahead,
    "pixels": _pixels,
    "masked": _masked,
    "again": _again,
    "linear": _linear,
    "sides": _sides,
    "undone": _undone,
    "idle": _idle,
    "entry": _entry,
    "reduced": _reduced,
    "dropped": _dropped,
}
"""What is told of each way to misread."""
