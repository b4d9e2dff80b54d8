"""Messages of margin and ranking losses: hinge, triplet, cosine."""

from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.loss.common import DOCS, in_loss, loss_of, shows
from fuzz.message.words import check_loss, saying
from strategies.loss.classification import POWER
from strategies.loss.common_rules import HIGH_RANK, WEIGHTS
from strategies.loss.shape_rules import extra_dimension
from strategies.loss.value_rules import BEYOND_CLASSES
from strategies.rule import RuleViolated

CLASSES = 2
"""The number of classes of an output, where a message has only its batch size."""


def _samples(told: Told) -> None:
    check_loss("MultiMarginLoss", (told.number("wanted"), CLASSES), told.shape("got"), "int64")


def _sets(told: Told) -> None:
    check_loss("MultiLabelMarginLoss", told.shape("output"), told.shape("got"), "int64")


def _weights(told: Told) -> None:
    WEIGHTS.reject(f"[{told.text('wanted')}]", told.shape("got"))


def _flat(told: Told) -> None:
    if len(told.shape("got")) > 2:
        raise RuleViolated(HIGH_RANK, "1D or 2D", f"{len(told.shape('got'))}D")


def _cosine(told: Told) -> bool:
    return loss_of(told) == "CosineEmbeddingLoss" or shows(told, r"cosine_?embedding")


READINGS = (
    reading(
        "inconsistent target size, expected {wanted:number} but got {got:shape}",
        "target tensor should be 1-D with size equal to the number of input samples (batch size)."
        " Expected target size [{wanted:number}], but got {got:sizes}.",
        answers=(asked("loss", "MultiMarginLoss", _samples),),
    ),
    reading(
        "inconsistent target size: {got:sizes} for input of size: {output:shape}",
        answers=(asked("loss", "MultiLabelMarginLoss", _sets),),
    ),
    reading(
        "inconsistent weight size, expected {wanted:number} but got {got:shape}",
        answers=(asked("loss", "MultiMarginLoss", _weights),),
    ),
    reading(
        "RuntimeError: target out of range",
        "argument #2 'target' is out of range",
        answers=(
            asked(
                "loss",
                lambda told: loss_of(told) or "MultiMarginLoss",
                saying(BEYOND_CLASSES, "C", "others"),
                when=lambda told: in_loss(told) or not told.raised.frames,
                fix="number the classes from 0 to C - 1, and give the last layer one output for each"
                " class",
            ),
        ),
    ),
    reading(
        "only p == 1 and p == 2 supported",
        answers=(asked("loss", "MultiMarginLoss", saying(POWER, "1 or 2", "another value")),),
    ),
    reading(
        "Expected non-empty vector or matrix with optional 0-dim batch size, but got: {got:shape}",
        "non-empty vector or matrix expected, got sizes: {got:shape}",
        answers=(asked("loss", lambda told: loss_of(told) or "MultiMarginLoss", _flat),),
    ),
    reading(
        "non-empty vector or matrix expected at {file:word}",
        answers=(
            plain(
                "loss.empty",
                cause="the output that the loss was given holds no sample: nothing was left of the"
                " batch when"
                " it was selected or masked",
                fix="print(output.shape, target.shape) in front of the loss, and leave the step out"
                " where"
                " output.numel() == 0; where it is always so, no target matches: labels, anchors or"
                " boxes are"
                " of another network, size or dataset",
                page=f"{DOCS}CrossEntropyLoss.html",
                when=lambda told: "ClassNLL" in told.text("file"),
            ),
        ),
    ),
    reading(
        "multi-target not supported",
        answers=(
            asked(
                "loss",
                "CosineEmbeddingLoss",
                saying(extra_dimension(what="labels"), "[N]", "[N, ...]"),
                when=_cosine,
                fix="pass a target of shape [N], with 1 or -1 for each pair: target.squeeze(1), or"
                " target.view(-1)",
            ),
        ),
    ),
    reading(
        "1D target tensor expects 2D input tensors, but found inputs with sizes {first:sizes} and"
        " {second:sizes}.",
        "0D target tensor expects 1D input tensors, but found inputs with sizes {first:sizes} and"
        " {second:sizes}.",
        answers=(
            plain(
                "loss.cosine_inputs",
                cause="CosineEmbeddingLoss with a target of shape [N] expects two inputs of shape [N,"
                " D], but got [{first}] and [{second}]",
                fix="flatten the embeddings: embedding.flatten(1); for one pair without a batch"
                " dimension, use embedding.unsqueeze(0)",
                page=f"{DOCS}CosineEmbeddingLoss.html",
            ),
        ),
    ),
    reading(
        "All input tensors should have same dimension but got sizes: input1: {first:sizes}, input2:"
        " {second:sizes}, target: {target:sizes}",
        "margin_ranking_loss does not support scalars, got sizes: input1: {first:sizes}, input2:"
        " {second:sizes}, target: {target:sizes}",
        answers=(
            plain(
                "loss.ranking_sizes",
                cause="MarginRankingLoss expects two scores and a target with equally many"
                " dimensions, but got input1 [{first}], input2 [{second}] and target [{target}]",
                fix="remove or add a dimension: output1.squeeze(1) and output2.squeeze(1) for scores"
                " [N, 1] beside a target [N], or target.unsqueeze(1)",
                page=f"{DOCS}MarginRankingLoss.html",
            ),
        ),
    ),
    reading(
        "The anchor, positive, and negative tensors are expected to have the same number of dimensions,"
        " but got: anchor {anchor:number}D, positive {positive:number}D, and negative"
        " {negative:number}D",
        answers=(
            plain(
                "loss.triplet_ranks",
                cause="TripletMarginLoss expects anchor, positive and negative with equally many"
                " dimensions, but got {anchor}D, {positive}D and {negative}D",
                fix="pass three batches of embeddings [N, D]; add the batch dimension with unsqueeze(0)"
                " where it is missing, and do not squeeze() the embeddings",
                page=f"{DOCS}TripletMarginLoss.html",
            ),
        ),
    ),
    reading(
        "expected margin to be greater than 0, got {got:word} instead",
        "margin must be greater than 0, got {got:name}",
        answers=(
            plain(
                "loss.triplet_margin",
                cause="margin of TripletMarginLoss has to be greater than 0, but got {got}",
                fix="use margin=1.0, the default, or a smaller positive number",
                page=f"{DOCS}TripletMarginLoss.html",
            ),
        ),
    ),
    reading(
        "The size of tensor a ({a:number}) must match the size of tensor b ({b:number}) at non-singleton"
        " dimension {d:number}",
        answers=(
            plain(
                "loss.embeddings",
                cause="the embeddings that are compared, or the target beside them, differ in size:"
                " {a} and {b} in dimension {d}",
                fix="print their shapes: all embeddings have to be [N, D] with one N and one D, from the"
                " same head; the target has N values (drop_last=True where the batches are zipped)",
                page=f"{DOCS}CosineEmbeddingLoss.html",
                when=lambda told: (
                    loss_of(told)
                    in (
                        "CosineEmbeddingLoss",
                        "TripletMarginLoss",
                        "MarginRankingLoss",
                        "HingeEmbeddingLoss",
                    )
                    and told.text("a") != told.text("b")
                ),
            ),
        ),
    ),
)
