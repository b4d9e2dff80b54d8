"""Messages of the metrics of torchmetrics before 0.11, and of Lightning before, which guess the task."""

# Wordings: https://github.com/Lightning-AI/torchmetrics/blob/v0.8.0/torchmetrics/utilities/checks.py

from fuzz.message.reading import plain, reading
from fuzz.message.words import option

TORCHMETRICS = "https://lightning.ai/docs/torchmetrics/stable/pages/overview.html"
ACCURACY = "https://lightning.ai/docs/torchmetrics/stable/classification/accuracy.html"
SKLEARN = "https://scikit-learn.org/stable/modules/model_evaluation.html#classification-metrics"

READINGS = (
    option(
        "score.logits",
        "The `preds` should be probabilities, but values were detected outside of [0,1] range",
        "The `preds` should be probabilities, but values were detected outside of",
        cause="the metric expects probabilities between 0 and 1 (or predicted classes), but preds are"
        " logits: the output of the last Linear as it is",
        fix="pass output.softmax(dim=1) for several classes, output.sigmoid() for one output, or"
        " output.argmax(dim=1); the loss still takes the logits",
        page=TORCHMETRICS,
    ),
    option(
        "score.not_normalised",
        "Probabilities in `preds` must sum up to 1 accross the `C` dimension",
        "Probabilities in `preds` must sum up to 1 across the `C` dimension",
        cause="the metric expects probabilities of the classes that sum to 1 for each sample, but preds"
        " do not: they are logits, outputs of sigmoid, or softmax was taken over another dimension",
        fix="pass output.softmax(dim=1), or the predicted classes: output.argmax(dim=1)",
        page=TORCHMETRICS,
    ),
    option(
        "score.high_label",
        "The highest label in `target` should be smaller than `num_classes`",
        "The highest label in `target` should be smaller than the size of the `C` dimension of `preds`",
        cause="the target has a label that is not below the number of classes: labels count from 1, the"
        " number of classes is too small, or 255 marks pixels that do not count",
        fix="print(target.unique()); number labels from 0 to classes - 1, make num_classes and the last"
        " layer that many, and pass ignore_index for labels that do not count",
        page=TORCHMETRICS,
    ),
    option(
        "score.high_prediction",
        "The highest label in `preds` should be smaller than `num_classes`",
        "The size of C dimension of `preds` does not match `num_classes`",
        cause="the network has another number of outputs than the num_classes of the metric",
        fix="make both the number of classes: model.fc = nn.Linear(model.fc.in_features, classes) and"
        " num_classes=classes",
        page=TORCHMETRICS,
    ),
    option(
        "score.binary_wanted",
        "If `preds` and `target` are of shape (N, ...) and `preds` are floats, `target` should be",
        cause="preds are scores with as many dimensions as the target, which the metric takes as those"
        " of two classes, but the target has more: scores of several classes lost their dimension"
        " [N, C], or predicted classes were made floats",
        fix="pass the output [N, C] itself, or predicted classes as integers: output.argmax(dim=1)",
        page=TORCHMETRICS,
    ),
    option(
        "score.samples",
        "The `preds` and `target` should have the same first dimension",
        cause="preds and target have different numbers of samples",
        fix="print(preds.shape, target.shape), and take both from the same batch, without a reshape that"
        " mixes samples and classes",
        page=TORCHMETRICS,
    ),
    reading(
        # of a class since Python 3.10 and before, of a function, and without the name of either
        "issing 1 required positional argument: 'task'",
        answers=(
            plain(
                "score.task",
                cause="torchmetrics since 0.11 wants to be told the task of a classification metric, and"
                " this code was written for an earlier release",
                fix="Accuracy(task='multiclass', num_classes=classes), task='binary' for one output, or"
                " task='multilabel' with num_labels; with functional metrics the same:"
                " accuracy(preds, y, task='multiclass', num_classes=classes)",
                page=ACCURACY,
            ),
        ),
    ),
    option(
        "score.kind",
        "ValueError: {kind:name} is not supported",
        cause="this metric of scikit-learn takes class indices, one for each sample, but the arrays are"
        " {kind}: one-hot vectors, several labels for each sample, or masks that were not flattened",
        fix="use class indices, y.argmax(axis=1) of one-hot vectors; y.ravel() of masks; for several"
        " labels for each sample multilabel_confusion_matrix",
        page=SKLEARN,
        when=lambda told: told.text("kind").startswith(("multilabel-", "multiclass-multi")),
    ),
)
