"""reading(): what is told of values that are not read as they are meant, and what to do."""

from typing import NamedTuple

from fuzz.check.plain.seen import Misread

GENERATED = "https://docs.pytorch.org/docs/stable/generated/torch.nn.{}.html"
SAMPLED = GENERATED.format("functional.grid_sample")
ATTENTION = GENERATED.format("functional.scaled_dot_product_attention")
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
    match one.how:
        case "weights":
            return Reading(
                "weights_astray",
                "the weights have a sum of 1 over one dimension, and values are added up by them over"
                " another one: what each query gets has no weights of sum 1, but competes with other"
                " queries",
                f"softmax(dim={one.what}), the dimension over which the values are added up",
            )
        case "direction":
            return Reading(
                "last_of_both",
                f"the last place is taken of both directions of {one.what}: the one that runs backwards"
                " begins there, and has seen no other place",
                "if it is not meant, take the end of each: torch.cat([h[-2], h[-1]], dim=1) of the last"
                " states h; or a mean over all places",
                GENERATED.format(one.kind),
                minor=True,
            )
        case "discarded":
            return Reading(
                "discarded",
                f"{one.what}(...) changes nothing, and nothing takes what it returns",
                f"give it a name: x = {one.what}(...); or leave it out",
            )
        case "unread":
            return Reading(
                "unread",
                f"nothing reads what {one.what}({one.kind}) returns here: {one.kind}, as it was before,"
                " is used again below",
                f"use the new name below, or keep the old one: {one.kind} = {one.what}({one.kind})",
            )
        case "units":
            return Reading(
                "units_astray",
                f"F.normalize gives vectors along dimension {one.what} the length 1, its dim, and the"
                " product adds up along another one: it is no cosine, and larger than 1 where vectors"
                " are long",
                "F.normalize(x, dim=-1), or the dimension that the product adds up",
                GENERATED.format("functional.normalize"),
            )
        case "ahead":
            return _ahead(one.what)
        case "pixels":
            return Reading(
                "grid_in_pixels",
                f"grid_sample expects places from -1 to 1, the borders, but got some from {one.what}, as"
                " pixels are counted: nearly all are outside",
                "2 * x / (w - 1) - 1 and 2 * y / (h - 1) - 1 for align_corners=True, or"
                " (2 * x + 1) / w - 1 and (2 * y + 1) / h - 1 for False",
                SAMPLED,
            )
        case "masked":
            return Reading(
                "masked_weights",
                "a mask takes weights away that have a sum of 1 by a softmax already: what is left has a"
                " smaller sum, and what is taken away has its share in the others",
                "put minus infinity into the scores before: scores.masked_fill(mask == 0,"
                " -math.inf).softmax(dim); or divide by the sum that is left",
                GENERATED.format("Softmax"),
            )
        case "again":
            return _again(one.what, one.kind)
        case "dropped":
            return Reading(
                "samples_dropped",
                f"{one.kind} takes this for one sample without a batch, and the batch for its channels:"
                " in training it makes whole samples zero",
                f"nn.Dropout({one.what}), which drops single values",
                GENERATED.format(one.kind),
            )


AGAIN = {
    ("softmax", "softmax"): "probabilities are taken for logits: what comes out is nearly uniform",
    ("softmax", "log_softmax"): "probabilities are taken for logits: what comes out is nearly uniform",
    ("sigmoid", "sigmoid"): "what comes out is between 0.5 and 0.74, whatever goes in",
    ("sigmoid", "logsigmoid"): "what comes out is between -0.7 and -0.31, whatever goes in",
}
"""What is of no use at all; other pairs may be meant."""

AGAIN_MINOR = {
    "log_softmax": "the second one changes nothing",
    "batch_norm": "the second one has little left to do",
    "relu": "nothing that comes out is below 0.5",
}


def _again(second: str, first: str) -> Reading:
    why = AGAIN.get((first, second))
    text = why or AGAIN_MINOR.get(first, "probabilities are taken for scores")
    fix = f"leave out the {first}" if second != "batch_norm" else "leave one of both out"
    return Reading(
        f"{second}_of_{first}",
        f"{second} is applied to what {first} has made: {text}",
        fix if why else f"if it is not meant, {fix}",
        minor=why is None,
    )


def _ahead(taker: str) -> Reading:
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
