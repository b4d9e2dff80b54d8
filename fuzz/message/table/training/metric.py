"""Messages of metrics, of scikit-learn and torchmetrics: arguments have a type and a shape."""

from fuzz.message.reading import Told, plain, reading

SKLEARN = "https://scikit-learn.org/stable/modules/model_evaluation.html#classification-metrics"
TORCHMETRICS = "https://lightning.ai/docs/torchmetrics/stable/pages/overview.html"
INDICATOR = "multilabel-indicator"


def _mixed(told: Told) -> set[str]:
    return {told.text("first"), told.text("second")}


def _continuous(told: Told) -> bool:
    return any(name.startswith("continuous") for name in _mixed(told))


def _indicator(told: Told) -> bool:
    return INDICATOR in _mixed(told) and not _continuous(told)


def _splits(told: Told) -> bool:
    """Whether data were to be split: that has the same message, and nothing of a metric."""
    return any("model_selection" in f"{one.path} {one.source}" for one in told.raised.frames) or any(
        "train_test_split(" in line for line in told.shown
    )


def _both_shapes(told: Told) -> dict[str, str]:
    """The two shapes, which some releases do not tell."""
    if "preds" not in told:
        return {"given": ""}
    return {"given": f", but got [{told.text('preds')}] and [{told.text('target')}]"}


READINGS = (
    reading(
        "metrics can't handle a mix of {first:name} and {second:name} targets",
        "Can't handle mix of {first:name} and {second:name}",
        answers=(
            plain(
                "metric.scores",
                cause="one of y_true and y_pred holds class labels ({first}) and the other scores"
                " ({second}): logits or probabilities are no predicted classes",
                fix="predict classes first: output.argmax(1) for several outputs, (output.sigmoid() >"
                " 0.5).long() for one; scores themselves go into roc_auc_score or"
                " average_precision_score",
                page=SKLEARN,
                when=_continuous,
            ),
            plain(
                "metric.one_hot",
                cause="one of y_true and y_pred is {first} and the other {second}: one of them is"
                " one-hot encoded, and the other holds class indices",
                fix="use class indices on both sides: y.argmax(1) for the one that is one-hot; for"
                " several labels for each image threshold the output, (output.sigmoid() > 0.5).int()",
                page=SKLEARN,
                when=_indicator,
            ),
            plain(
                "metric.unknown",
                cause="y_true or y_pred has no type that the metric knows ({first} and {second}): an"
                " array of objects, such as a list of tensors, or of strings mixed with numbers",
                fix="convert both to arrays of integers: torch.cat(predictions).cpu().numpy(), or"
                " y.astype(int)",
                page=SKLEARN,
                when=lambda told: "unknown" in _mixed(told),
            ),
        ),
    ),
    reading(
        "Found input variables with inconsistent numbers of samples: {sizes:shape}",
        answers=(
            plain(
                "metric.samples",
                cause="y_true and y_pred have different numbers of samples: [{sizes}]",
                fix="collect both from the same batches, of the same loader, with extend() or"
                " torch.cat(); predictions that are [N, C] need argmax(1) before they are flattened",
                page=SKLEARN,
                when=lambda told: len(set(told.shape("sizes"))) > 1 and not _splits(told),
            ),
        ),
    ),
    reading(
        "Target is {kind:name} but average='binary'. Please choose another average setting",
        answers=(
            plain(
                "metric.average",
                cause="precision, recall and F1 are averaged for two classes by default"
                " (average='binary'), but the target is {kind}",
                fix="pass average='macro', 'weighted' or 'micro'",
                page=SKLEARN,
            ),
        ),
    ),
    reading(
        "Only one class present in y_true",
        "Only one class is present in y_true",
        "y_true contains only one label",
        "No positive class found in y_true",
        "No positive samples in targets",
        "No negative samples in targets",
        answers=(
            plain(
                "metric.one_class",
                cause="y_true holds a single class, for which the metric (ROC AUC, precision and recall,"
                " log loss) is not defined: all images that were tested have one label, or it is"
                " computed for one small batch",
                fix="print(np.unique(y_true)): the test set needs images of both classes (look at its"
                " folders, and at how a path becomes a label; split with stratify=labels), and the"
                " labels and scores of all of it are to be collected before the metric is computed",
                page=SKLEARN,
            ),
        ),
    ),
    reading(
        "Input contains NaN",
        "Input y_score contains NaN",
        "Input y_true contains NaN",
        "Input y_pred contains NaN",
        answers=(
            plain(
                "metric.nan",
                cause="the predictions or labels that the metric got have NaN or infinity in them: the"
                " network returns NaN, as after a loss that diverged",
                fix="print(torch.isnan(output).any()) behind the network, and the loss of each step:"
                " lower"
                " the learning rate, clip gradients, use eps in log, sqrt and divisions, and look for"
                " NaN in the images",
                page=SKLEARN,
                when=lambda told: told.place == "metric" or " y_" in told.raised.message,
            ),
        ),
    ),
    reading(
        "multi_class must be in ('ovo', 'ovr')",
        answers=(
            plain(
                "metric.multi_class",
                cause="roc_auc_score got more than two classes, for which multi_class has to be chosen",
                fix="pass probabilities of shape [N, C] that sum to 1 and multi_class='ovr':"
                " roc_auc_score(y, output.softmax(1).numpy(), multi_class='ovr')",
                page=SKLEARN,
            ),
        ),
    ),
    reading(
        "Target scores need to be probabilities for multiclass roc_auc, i.e. they should sum up to 1.0",
        answers=(
            plain(
                "metric.probabilities",
                cause="roc_auc_score for several classes expects probabilities that sum to 1 in each"
                " row, but got logits or rounded values",
                fix="pass output.softmax(dim=1), in float64 where rounding is the reason",
                page=SKLEARN,
            ),
        ),
    ),
    reading(
        "Number of classes in y_true not equal to the number of columns in 'y_score'",
        answers=(
            plain(
                "metric.columns",
                cause="y_score has one column for each output of the network, but y_true has other"
                " classes: a class is missing from this set, or the head has too many outputs",
                fix="compute it on the whole set, and pass labels=range(classes); check the number of"
                " outputs of the last layer",
                page=SKLEARN,
            ),
        ),
    ),
    reading(
        "xpected argument `target` to be an int or long tensor with ground truth labels but got"
        " tensor with dtype {got:name}",
        "xpected argument `target` to be an int or long tensor, but got tensor with dtype {got:name}",
        "xpected argument `target` to be an int tensor, but got {got:name}",
        "The `target` has to be an integer tensor",
        answers=(
            plain(
                "metric.target_type",
                cause="the metric expects class indices of an integer dtype as its target, but got"
                " floats",
                fix="convert the target for the metric: metric(output, target.int()); a one-hot"
                " target is target.argmax(1)",
                page=TORCHMETRICS,
            ),
        ),
    ),
    reading(
        "xpected argument `preds` to be floating tensor with probabilities/logits but got tensor with"
        " dtype {got:name}",
        "xpected argument `preds` to be an floating tensor with probability/logit scores, but got tensor"
        " with dtype {got:name}",
        "If `preds` have one dimension more than `target`, `preds` should be a float tensor",
        answers=(
            plain(
                "metric.scores_type",
                cause="the metric expects scores (logits or probabilities) of a floating-point dtype,"
                " but got predicted classes",
                fix="pass the output itself, without argmax(1) or a threshold",
                page=TORCHMETRICS,
            ),
        ),
    ),
    reading(
        "If `preds` have one dimension more than `target`, `preds.shape[1]` should be equal to number of"
        " classes",
        answers=(
            plain(
                "metric.classes",
                cause="the network has another number of outputs (preds.shape[1]) than the"
                " num_classes that the metric was made with",
                fix="make both the number of classes: model.fc = nn.Linear(model.fc.in_features,"
                " classes) and num_classes=classes",
                page=TORCHMETRICS,
            ),
        ),
    ),
    reading(
        "Either `preds` and `target` both should have the (same) shape (N, ...), or `target` should be"
        " (N, ...) and `preds` should be (N, C, ...)",
        answers=(
            plain(
                "metric.shapes",
                cause="preds and target fit neither as class indices of one shape (N, ...), nor as"
                " scores (N, C, ...) beside class indices (N, ...)",
                fix="print(preds.shape, target.shape): squeeze(1) a target [N, 1] or a mask [N, 1, H,"
                " W], and pass the output [N, C] without squeeze()",
                page=TORCHMETRICS,
            ),
        ),
    ),
    reading(
        "Predictions and targets are expected to have the same shape, but got {preds:shape} and"
        " {target:shape}",
        "The `preds` and `target` should have the same shape, got `preds` with shape={preds:shape} and"
        " `target` with shape={target:shape}",
        "Predictions and targets are expected to have the same shape",
        answers=(
            plain(
                "metric.same_shape",
                cause="the metric expects preds and target of the same shape{given}",
                fix="make them equal: preds.squeeze(1) for [N, 1] beside [N], preds.argmax(1) for [N, C]"
                " beside [N] in a multiclass metric; task='multiclass' in place of 'binary' takes scores"
                " [N, C] as they are",
                page=TORCHMETRICS,
                more=_both_shapes,
            ),
        ),
    ),
    reading(
        "Detected the following values in `target`: {values} but expected only the following values"
        " {wanted}.",
        answers=(
            plain(
                "metric.binary_values",
                cause="a binary or multilabel metric expects a target of {wanted}, but it contains"
                " {values}",
                fix="use task='multiclass' with num_classes for class indices, pass ignore_index for"
                " labels that do not count, or convert the target to 0 and 1: (mask > 0).int() for a"
                " mask of 0 and 255",
                page=TORCHMETRICS,
            ),
        ),
    ),
    reading(
        "Detected more unique values in `{name:name}` than {}xpected only {wanted:number} but found"
        "{got:number}",
        "Detected more unique values in `{name:name}` than {}xpected only {wanted:number} but found"
        " {got:number}",
        answers=(
            plain(
                "metric.num_classes",
                cause="the metric was made for {wanted} classes, but {name} contains {got} different"
                " values",
                fix="pass num_classes as the number of classes of the data set, and ignore_index"
                " (255) for pixels that do not count",
                page=TORCHMETRICS,
            ),
        ),
    ),
    reading(
        "Expected both prediction and target to be 1D or 2D tensors, but received tensors with dimension"
        " {got:shape}",
        "Expected both prediction and target to be 1d or 2d tensors, but received tensors with dimension"
        " {got:shape}",
        "Expected both predictions and target to be either 1- or 2-dimensional tensors, but got",
        answers=(
            plain(
                "metric.high_rank",
                cause="the metric expects predictions and targets of shape [N] or [N, outputs]{given}",
                fix="flatten both: metric(output.flatten(), target.flatten())",
                page=TORCHMETRICS,
                more=lambda told: {"given": f", but got [{told.text('got')}]" if "got" in told else ""},
            ),
        ),
    ),
)
