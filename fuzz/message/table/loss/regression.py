"""Messages of losses between numbers, or between distributions."""

from fuzz.message.answer import Answer
from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.loss.common import DOCS, advised, compared, frameless, in_loss, loss_of
from fuzz.message.words import check_loss, saying
from strategies.loss.common_rules import TARGET_TYPE
from strategies.loss.regression import BETA, DELTA
from strategies.loss.shape_rules import same_shape

INPUT_FIRST = ("MSELoss", "L1Loss", "SmoothL1Loss", "HuberLoss")
"""The losses that broadcast their input as the first tensor, so that the message has it first."""

OTHERS = ("KLDivLoss", "PoissonNLLLoss", "SoftMarginLoss", "MultiLabelSoftMarginLoss")


def _squares(told: Told) -> None:
    check_loss("MSELoss", told.shape("output"), told.shape("target"))


def _divergence(told: Told) -> Answer | None:
    """Two distributions of other sizes: mostly one of them is no distribution, but class indices."""
    sizes = f"{told.text('a')} and {told.text('b')}"
    divergence = asked(
        "loss",
        "KLDivLoss",
        saying(same_shape(), "the shape of its input", sizes),
        confidence="likely",
        cause="KLDivLoss compares its input and its target one by one, and they have {a} and {b} in"
        " dimension {d}: class indices [N] are no distribution over the classes [N, C]",
        fix="for class indices use nn.CrossEntropyLoss()(logits, target), or make a distribution of"
        " them, F.one_hot(target, classes).float(); the teacher of a distillation must have the classes"
        " of the student",
    )
    return divergence(told)


def _unlike(told: Told) -> Answer | None:
    """Two sizes of one dimension: which is the target's depends on the loss."""
    kind, axis = loss_of(told), told.text("d")
    first, second = told.number("a"), told.number("b")
    if first == second or kind not in (*INPUT_FIRST, *OTHERS):
        return None
    if kind == "KLDivLoss":
        return _divergence(told)
    output, target = (first, second) if kind in INPUT_FIRST else (second, first)
    known = kind in INPUT_FIRST
    wanted = f"{output} in dimension {axis}" if known else f"the same in dimension {axis}"
    got = f"{target}" if known else f"{first} and {second}"
    fix = (
        "print(output.shape, target.shape) and make them equal: an output [N, 1] for one number per"
        " sample takes target.unsqueeze(1); for class indices use nn.CrossEntropyLoss"
    )
    if known and axis == "1" and min(output, target) > 1:
        fix = (
            f"where the target has {target} numbers for each sample, give the last layer as many"
            f" outputs, model.fc = nn.Linear(model.fc.in_features, {target}); where it has one for each"
            f" of {target} samples, [N], use nn.CrossEntropyLoss for class indices, or 1 output and"
            f" output.squeeze(1) for numbers"
        )
    if known and axis in ("2", "3") and min(output, target) > 1:
        fix = (
            "bring both to one height and width: F.interpolate(output, size=target.shape[-2:]); where"
            " the target has no height and width, [N] or [N, C], pool and flatten the output in front of"
            " the last layer, nn.AdaptiveAvgPool2d(1), nn.Flatten()"
        )
    if known and axis == "0" and target and output % target == 0:
        fix = (
            f"keep the batch dimension: the output has {output // target} values for each of the"
            f" {target} targets; pool it (nn.AdaptiveAvgPool2d(1)), flatten(1), and end with"
            " nn.Linear(features, 1)"
        )
    return advised(asked("loss", kind, saying(same_shape(), wanted, got)), fix, told)


def _flattened(told: Told) -> dict[str, str] | None:
    """Hundreds of values for each of the other tensor: outputs of several samples in one dimension."""
    if told.text("d") != "0" or not (frameless(told) or told.place == "loss"):
        return None
    small, large = sorted((told.number("a"), told.number("b")))
    if small < 2 or large % small or large // small < 100:
        return None
    kept = ": the network still has the 1000 outputs of ImageNet" if large // small == 1000 else ""
    return {"each": str(large // small), "small": str(small), "large": str(large), "kept": kept}


READINGS = (
    reading(
        "smooth_l1_loss does not support negative values for beta",
        answers=(asked("loss", "SmoothL1Loss", saying(BETA, ">= 0", "a negative number")),),
    ),
    reading(
        "huber_loss does not support non-positive values for delta",
        answers=(asked("loss", "HuberLoss", saying(DELTA, "> 0", "0 or less")),),
    ),
    reading(
        "Using a target size ({target:sizes}) that is different to the input size ({output:sizes})",
        answers=(
            asked("loss", "MSELoss", _squares, fix="{advice}", more=compared),
            asked("loss", "MSELoss", _squares),
        ),
    ),
    reading(
        "The size of tensor a ({a:number}) must match the size of tensor b ({b:number}) at non-singleton"
        " dimension {d:number}",
        # 0.4 and earlier
        "inconsistent tensor size, expected tensor {a:shape} and src {b:shape} to have the same"
        " number of elements",
        answers=(
            _unlike,
            plain(
                "loss.flat_output",
                cause="{large} values are compared with {small}: {each} outputs for each of {small}"
                " samples were flattened into one dimension{kept}",
                fix="end the network with one output for each number of the target, model.fc ="
                " nn.Linear(model.fc.in_features, 1), and compare output.squeeze(1) with a target of"
                " shape [{small}]; keep the batch dimension: x.flatten(1) in place of x.view(-1)",
                page=f"{DOCS}MSELoss.html",
                confidence="likely",
                more=_flattened,
            ),
            plain(
                "loss.sizes",
                cause="the loss is computed element by element, but the two tensors have sizes {a}"
                " and {b}{place}",
                fix="print(output.shape, target.shape) and make the shapes equal, by view_as(),"
                " squeeze() or unsqueeze(); resize a map with F.interpolate(output,"
                " size=target.shape[2:])",
                page=f"{DOCS}MSELoss.html",
                confidence="likely",
                when=lambda told: (
                    in_loss(told) and told.text("a") != told.text("b") and loss_of(told) == ""
                ),
                more=lambda told: {"place": f" in dimension {told.text('d')}" if "d" in told else ""},
            ),
        ),
    ),
    reading(
        "expected scalar type Float but found {got:type}",
        answers=(
            asked(
                "loss",
                loss_of,
                lambda told: TARGET_TYPE.reject("a floating-point dtype", told.dtype("got")),
                when=lambda told: (
                    loss_of(told)
                    in ("CosineEmbeddingLoss", "MarginRankingLoss", "HingeEmbeddingLoss", *INPUT_FIRST)
                    and told.dtype("got").startswith(("int", "uint", "bool"))
                ),
                fix="convert the target: target.float()",
            ),
        ),
    ),
    reading(
        "kl_div: Integral inputs not supported",
        answers=(
            asked(
                "loss",
                "KLDivLoss",
                saying(TARGET_TYPE, "a floating-point dtype", "integers"),
                confidence="likely",
                fix="pass log-probabilities first and probabilities second:"
                " F.kl_div(output.log_softmax(1), target_probabilities, reduction='batchmean'); for"
                " class indices use nn.CrossEntropyLoss",
            ),
        ),
    ),
    reading(
        "var is of incorrect size",
        answers=(
            plain(
                "loss.variance_size",
                cause="var of GaussianNLLLoss has neither the shape of its input, nor that with a last"
                " dimension of 1 or without the last dimension",
                fix="pass one variance for each output, or one for each sample of shape [N, 1]",
                page=f"{DOCS}GaussianNLLLoss.html",
            ),
        ),
    ),
    reading(
        "var has negative entry/entries",
        answers=(
            plain(
                "loss.variance_sign",
                cause="var of GaussianNLLLoss contains negative values, but a variance is 0 or more",
                fix="make the output of the network positive: var = F.softplus(output), or output.exp()",
                page=f"{DOCS}GaussianNLLLoss.html",
            ),
        ),
    ),
    reading(
        "Weights and input must have the same size.",
        answers=(
            plain(
                "loss.weight_size",
                cause="weight of the loss has another shape than its input",
                fix="expand the weight to the output: weight.expand_as(output)",
                page=f"{DOCS}functional.mse_loss.html",
            ),
        ),
    ),
)
