"""Messages of the metrics of torchmetrics before 0.11, and of Lightning before, which guess the task."""

# Wordings: https://github.com/Lightning-AI/torchmetrics/blob/v0.8.0/torchmetrics/utilities/checks.py

from fuzz.message.reading import plain, reading
from fuzz.message.table.loss.common import shows
from fuzz.message.words import option

TORCHMETRICS = "https://lightning.ai/docs/torchmetrics/stable/pages/overview.html"
ACCURACY = "https://lightning.ai/docs/torchmetrics/stable/classification/accuracy.html"
TOPK = "https://docs.pytorch.org/docs/stable/generated/torch.topk.html"
ACCURACY_OF = (
    r"maxk|topk ?= ?\(|topks_correct|\bacc(?:uracy)?_?[15]\b|\bprec[15]\b|\btop_?[15]\b|accuracy\("
)
TAKEN = r"\b(\w+) ?\+?= ?(?:self\.)?\1\("
AVERAGED = (
    r"/=? ?(?:float\()?(?:len\(|[\w.]*(?:total|count|num|size|length|loader|batches|steps|samples)\w*)"
)
"""A line that divides by how many there were."""
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
        "score.classes",
        "Optional arg `{name:name}` must be type `int` when task is {task:word}",
        "`{name:name}` must be `int` when task is {task:word}",
        cause="the metric is made with task='{task}', and without {name}, how many there are",
        fix="Accuracy(task='{task}', {name}=C), with the number of the data set; with functional"
        " metrics the"
        " same; task='multilabel' is for several labels of one image, 'multiclass' for one of C",
        page=ACCURACY,
    ),
    option(
        "score.auc_shape",
        "Predictions should be of shape (batch_size, n_classes) or (batch_size, )",
        cause="the area under the curve takes scores [N] of two classes, or [N, C], and got scores of"
        " another"
        " shape, as maps [N, 1, H, W]",
        fix="flatten both alike, scores.flatten(), targets.flatten(), or take the score of one class,"
        " output.softmax(1)[:, 1]",
        page=ACCURACY,
        confidence="likely",
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
    reading(
        "ValueError: {kind:name} format is not supported",
        answers=(
            plain(
                "score.several_classes",
                cause="average_precision_score and roc_auc_score are of labels 0 and 1 here, and y_true"
                " has labels of more classes ({kind})",
                fix="for two classes make the labels 0 and 1: (y == positive).astype(int); for several"
                " give one column for each: label_binarize(y, classes=range(C)) with scores [N, C], or"
                " roc_auc_score(y, probabilities, multi_class='ovr')",
                page=SKLEARN,
                when=lambda told: told.text("kind").startswith("multiclass"),
            ),
            plain(
                "score.fractions",
                cause="y_true has values between 0 and 1 ({kind}), where the metric takes labels 0 and"
                " 1: a mask that was resized or normalised, or y_true and y_score in the wrong order",
                fix="roc_auc_score(y_true, y_score), the labels first; make a mask 0 and 1 again:"
                " (mask > 0.5).astype(int), and resize masks with InterpolationMode.NEAREST",
                page=SKLEARN,
                when=lambda told: told.text("kind").startswith("continuous"),
            ),
        ),
    ),
    option(
        "score.ill_defined",
        "ill-defined and being set to 0.0",
        cause="a class was never predicted (precision) or has no image in the test set (recall, F1), so"
        " that its score is 0 / 0: mostly the network says one class for all, or the set is small",
        fix="print(np.bincount(y_pred), np.bincount(y_true)); zero_division=0 silences it; where all"
        " predictions are one class, look at the training, not at the metric",
        page=SKLEARN,
    ),
    option(
        "score.names",
        "Mix of label input types (string and number)",
        cause="one of y_true and y_pred holds the names of classes, and the other their numbers",
        fix="take numbers in both: y_true = [class_to_idx[name] for name in names]",
        page=SKLEARN,
    ),
    option(
        "score.outputs",
        "y_true and y_pred have different number of output ({true:number}!={predicted:number})",
        cause="y_true has {true} columns and y_pred {predicted}: a metric of numbers compares them"
        " column by column",
        fix="for classes use a metric of classes, accuracy_score(y, output.argmax(1)); for numbers end"
        " the network with as many outputs as y_true has columns",
        page=SKLEARN,
    ),
    reading(
        "'{kind:name}' object is not callable",
        answers=(
            plain(
                "score.name_taken",
                cause="a function was hidden by its own result: a line such as loss = loss(output,"
                " target)"
                " or accuracy = accuracy(output, target) makes the name a {kind}, which the next"
                " iteration calls",
                fix="give the result another name: loss = criterion(output, target), acc ="
                " accuracy(output, target)",
                page="https://docs.pytorch.org/docs/stable/nn.html#loss-functions",
                confidence="likely",
                when=lambda told: told.text("kind") in ("Tensor", "float") and shows(told, TAKEN),
            ),
        ),
    ),
    reading(
        "selected index k out of range",
        # torch 1.x: https://github.com/pytorch/pytorch/blob/v1.0.0/aten/src/THC/generic/THCTensorTopK.cu
        "k not in range for dimension",
        answers=(
            plain(
                "score.top_k",
                cause="the accuracy of the best k (top-5) is computed of a network with fewer outputs"
                " than k: topk() finds no fifth among two or three classes",
                fix="topk=(1,) in place of topk=(1, 5), or maxk = min(max(topk), output.size(1)); the"
                " option of the configuration is mostly called topk",
                page=TOPK,
                when=lambda told: shows(told, ACCURACY_OF),
            ),
            plain(
                "score.fewer_than_k",
                cause="topk() is asked for more than the dimension has: a top-5 accuracy with fewer than"
                " five classes, or more neighbours, boxes or queries than there are",
                fix="x.topk(min(k, x.size(dim)), dim); for an accuracy topk=(1,)",
                page=TOPK,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "ZeroDivisionError: division by zero",
        "ZeroDivisionError: float division by zero",
        "ZeroDivisionError: integer division or modulo by zero",
        answers=(
            plain(
                "score.nothing_counted",
                cause="an average is taken over nothing: the loader gave no batch (an empty folder, a"
                " split without images, drop_last=True with fewer images than batch_size)",
                fix="print(len(dataset), len(loader)) in front of the loop; make batch_size smaller than"
                " the number of images, or drop_last=False",
                page="https://docs.pytorch.org/docs/stable/data.html",
                confidence="likely",
                when=lambda told: shows(told, AVERAGED),
            ),
        ),
    ),
)
