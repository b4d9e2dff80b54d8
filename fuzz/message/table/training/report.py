"""Messages of reports and confusion matrices: classes that do not occur among labels and predictions."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.loss.common import shows
from fuzz.message.words import option

SKLEARN = "https://scikit-learn.org/stable/modules/generated/sklearn.metrics."
REPORT = f"{SKLEARN}classification_report.html"
MATRIX = f"{SKLEARN}confusion_matrix.html"
FOUR = r"\btn\b.{0,12}\bfp\b|confusion_matrix\(.*ravel"
"""A line that takes a confusion matrix of two classes apart."""


def _named(told: Told) -> bool:
    """Whether it is a plot of such a matrix, where the names are those of the ticks of one."""
    return "ticks" not in told or shows(told, r"confusion|ConfusionMatrix|display_labels|\bcm\b")


def _fewer(told: Told) -> bool:
    return told.number("got") < told.number("names") and _named(told)


def _more(told: Told) -> bool:
    return told.number("got") > told.number("names") and _named(told)


READINGS = (
    reading(
        "umber of classes, {got:number}, does not match size of target_names, {names:number}",
        "labels size, {got:number}, does not match size of target_names, {names:number}",
        "The number of FixedLocator locations ({got:number}), usually from a call to set_ticks, does not"
        " match the number of {ticks:name} ({names:number})",
        answers=(
            plain(
                "report.absent",
                cause="{names} names of classes were given, and only {got} classes occur among the"
                " labels"
                " and predictions: the test set has no image of the others, and none is predicted",
                fix="say which classes there are: classification_report(y_true, y_pred,"
                " labels=range({names}), target_names=names, zero_division=0), confusion_matrix(y_true,"
                " y_pred, labels=range({names}))",
                page=REPORT,
                when=_fewer,
            ),
            plain(
                "report.unnamed",
                cause="labels and predictions have {got} different classes, and {names} names were"
                " given:"
                " the network has more outputs than there are classes (1000 where the head was left as"
                " it"
                " is), or labels hold something else, as 255 or a background",
                fix="print(np.unique(y_true), np.unique(y_pred)); give the last layer {names} outputs,"
                " and"
                " names of all classes in the order of their numbers",
                page=REPORT,
                when=_more,
            ),
        ),
    ),
    option(
        "report.no_label",
        "At least one label specified must be in y_true",
        cause="none of the labels that the confusion matrix is to have occurs in y_true: names beside"
        " numbers, or numbers that count from 1 beside such from 0",
        fix="print(np.unique(y_true)), and give labels of that kind: labels=range(C) for class indices",
        page=MATRIX,
    ),
    reading(
        "not enough values to unpack (expected 4, got {got:number})",
        "too many values to unpack (expected 4",
        answers=(
            plain(
                "report.four_numbers",
                cause="tn, fp, fn, tp are the four numbers of a confusion matrix of two classes: one"
                " class"
                " among labels and predictions alone gives one number, three classes give nine",
                fix="confusion_matrix(y_true, y_pred, labels=[0, 1]).ravel(); for more classes"
                " multilabel_confusion_matrix(y_true, y_pred), which has four for each",
                page=MATRIX,
                when=lambda told: shows(told, FOUR),
            ),
        ),
    ),
)
