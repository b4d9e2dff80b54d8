"""Messages about two sizes, where a line that was pasted says which of a loss's parts they are of."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.loss.common import DOCS, loss_of
from fuzz.message.wording import sizes

COLOURS = (3, 4)
TARGET = r"(?:y_true|targets?|labels?|masks?|gts?|y|true_?masks?|onehot\w*)\b"
OUTPUT = r"(?:y_pred|preds?|pr|y_hat|predictions?|outputs?|probs?|logits|inputs?|pred_?masks?)\b"
PRODUCT = re.compile(rf"\b{TARGET}[\w.()]* ?\* ?{OUTPUT}|\b{OUTPUT}[\w.()]* ?\* ?{TARGET}")
WEIGHED = re.compile(r"\bpos_weight\b|\bBCE(?:WithLogits)?Loss\(.*\bweight ?=")
OF_SAMPLES = re.compile(r"\bBCE(?:WithLogits)?Loss\((?:.*, ?)?weight ?=")
TRIPLET = re.compile(r"[Tt]riplet|\b(?:self\.)?criterion\w*\((?!\w*(?:out|pred|logit))\w+, ?\w+, ?\w+\)")
STUDENT = re.compile(r"log_softmax\(.*[^_]softmax\(|\bstudent|\bteacher|_[st]\b.*_[ts]\b.*softmax")
SHAPE = re.compile(r"torch\.Size\(\[([\d, ]*)\]\)")


def _names(told: Told, pattern: re.Pattern[str]) -> bool:
    """Whether a line of source, or one beside the message, has a pattern."""
    return any(pattern.search(line) for line in (*told.shown, *told.rest.splitlines()))


def _of_map(told: Told) -> bool:
    """Whether a weight meets a map at its height or width."""
    weighed = loss_of(told) == "BCEWithLogitsLoss" or _names(told, WEIGHED)
    return weighed and told.number("d") > 1 and told.text("a") != told.text("b")


def _of_samples(told: Told) -> bool:
    return _names(told, OF_SAMPLES) and told.number("d") == 1 and told.text("a") != told.text("b")


def _planes(told: Told) -> dict[str, str] | None:
    """The planes of a prediction and a mask that are multiplied."""
    few, many = sorted((told.number("a"), told.number("b")))
    if told.number("d") != 1 or few == many or not _names(told, PRODUCT):
        return None
    colours = f" ({few} are the colours of an image)" if few in COLOURS else ""
    return {"few": str(few), "many": str(many), "colours": colours}


def _column(told: Told) -> dict[str, str] | None:
    """Two shapes beside the message, [N] and [N, D], which meet at the end."""
    found = {sizes(one) for one in SHAPE.findall(f"{told.rest}\n{told.raised.message}")}
    for row in (one for one in found if len(one) == 1):
        for matrix in (one for one in found if len(one) == 2):
            ends = {row[0], matrix[1]}
            if matrix[0] == row[0] != matrix[1] and ends == {told.number("a"), told.number("b")}:
                return {"row": str(row[0]), "wide": str(matrix[1])}
    return None


READINGS = (
    reading(
        "The size of tensor a ({a:number}) must match the size of tensor b ({b:number}) at non-singleton"
        " dimension {d:number}",
        answers=(
            plain(
                "loss.pos_weight_of_map",
                cause="pos_weight or weight of BCEWithLogitsLoss is lined up with the last dimension of"
                " the output, the width of a map [N, C, H, W], and not with its classes: {a} and {b} in"
                " dimension {d}",
                fix="give it the shape [C, 1, 1]: pos_weight=torch.tensor([...]).view(-1, 1, 1)",
                page=f"{DOCS}BCEWithLogitsLoss.html",
                when=_of_map,
            ),
            plain(
                "loss.weight_of_samples",
                cause="weight of a binary cross-entropy is lined up with the outputs of a sample, the"
                " last dimension of [N, C]: {a} and {b} do not fit in dimension {d}, as a weight for"
                " each sample does not",
                fix="a weight for each sample goes in as a column, weight.unsqueeze(1) of shape [N, 1];"
                " one for each class has the shape [C]",
                page=f"{DOCS}BCEWithLogitsLoss.html",
                confidence="likely",
                when=_of_samples,
            ),
            plain(
                "loss.student",
                cause="the outputs of student and teacher are compared one by one, and differ in size:"
                " {a} and {b} in dimension {d}, as of networks for other numbers of classes (or"
                " anchors), or of batches that are not the same",
                fix="give both networks the same outputs, model.fc = nn.Linear(features, classes)"
                " trained for the same classes; of features of another width project the student's:"
                " nn.Conv2d(student, teacher, 1)",
                page=f"{DOCS}KLDivLoss.html",
                confidence="likely",
                when=lambda told: told.text("a") != told.text("b") and _names(told, STUDENT),
            ),
            plain(
                "loss.planes",
                cause="a prediction [N, C, H, W] and a mask are multiplied, and have {many} and {few}"
                " where the classes stand{colours}; a mask of class indices, [N, H, W], has its batch"
                " there",
                fix="make the mask of class indices, [N, H, W] (masks in RGB or RGBA: map each colour"
                " to its class), and then F.one_hot(mask, classes).permute(0, 3, 1, 2), with the"
                " classes that the network has outputs for",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.one_hot.html",
                confidence="likely",
                more=_planes,
            ),
            plain(
                "loss.triplet_of_maps",
                cause="the losses of triplets measure distances along the last dimension: of maps [N,"
                " C, H, W] that is the width, which is gone from an unreduced result [N, C, H], so that"
                " it does not fit a mask or weight [N, 1, H, W] any more ({a} and {b} in dimension"
                " {d})",
                fix="move the channels to the end first, f.permute(0, 2, 3, 1) of all three, and take"
                " the mask without its channel, mask.squeeze(1): both are [N, H, W] then; or pool the"
                " maps to embeddings [N, C]",
                page=f"{DOCS}TripletMarginLoss.html",
                confidence="likely",
                when=lambda told: (
                    told.number("d") > 1
                    and told.text("a") != told.text("b")
                    and _names(told, TRIPLET)
                    and not loss_of(told)
                ),
            ),
            plain(
                "loss.column",
                cause="a tensor of shape [{row}] meets one of shape [{row}, {wide}] at its end: shapes"
                " are lined up from the right, so that its {row} values stand against the {wide} of the"
                " last dimension",
                fix="make it a column: target.unsqueeze(1), of shape [{row}, 1]",
                page="https://docs.pytorch.org/docs/stable/notes/broadcasting.html",
                more=_column,
            ),
        ),
    ),
)
