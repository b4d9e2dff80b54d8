"""Messages about the dtype and device of class indices and weights, and about one-hot encoding."""

from msgspec.structs import replace

from fuzz.message.answer import Answer
from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.loss.common import advised, entropy, frameless, in_loss, loss_of
from strategies.loss.common_rules import INDEX_TYPE, WEIGHT_TYPE

ONE_HOT = "https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.one_hot.html"


def _typed(told: Told) -> None:
    INDEX_TYPE.require(told.dtype("got") == "int64", "int64", told.dtype("got"))


def _index_type(told: Told) -> Answer | None:
    fix = "convert the class indices: target.long()"
    if told.dtype("got") in ("float32", "float64", "float16"):
        fix += (
            "; for targets that are numbers to predict, use nn.MSELoss, for 0 and 1 with one output"
            " nn.BCEWithLogitsLoss"
        )
    return advised(asked("loss", entropy, _typed), fix, told)


def _long_wanted(told: Told) -> Answer | None:
    """The wording of any function that takes int64: sure where the frames show a loss."""
    if in_loss(told):
        return _index_type(told)
    answer = _index_type(told) if frameless(told) else None
    return None if answer is None else replace(answer, confidence="likely")


def _weight_type(told: Told) -> None:
    WEIGHT_TYPE.reject(told.dtype("wanted"), told.dtype("got"))


def _takes_weight(told: Told) -> bool:
    return loss_of(told) in ("CrossEntropyLoss", "NLLLoss")


def _apart(told: Told) -> bool:
    """Whether the two devices differ, where the message names both."""
    return "wanted" not in told or told.device("wanted") != told.device("got")


ONE_HOT_RANGE = plain(
    "loss.one_hot_range",
    cause="F.one_hot(target, num_classes) got a label that is num_classes or more",
    fix="print(target.unique()), and number the classes from 0 to num_classes - 1: labels"
    " from 1 to C need target - 1; a mask of 0 and 255 is (mask > 0).long(); where 255"
    " means to ignore, set those pixels to 0 first and leave them out of the loss",
    page=ONE_HOT,
)

READINGS = (
    reading(
        "expected target dtype to be Long or Byte, but got {got:type}",
        # https://github.com/pytorch/pytorch/blob/v0.4.0/aten/src/ATen/Utils.h and later ones
        "Expected object of type torch.LongTensor but found type {got:type} for argument #2 'target'",
        "Expected object of type torch.cuda.LongTensor but found type {got:type} for argument #2"
        " 'target'",
        "Expected object of type Variable[torch.LongTensor] but found type Variable[{got:type}] for"
        " argument #{:number} 'target'",
        "Expected object of scalar type Long but got scalar type {got:type} for argument #2 'target'",
        "Expected object of scalar type Long but got {got:type} for argument #2 'target'",
        '"nll_loss_forward_reduce_cuda_kernel_2d_index" not implemented for {got:type}',
        '"nll_loss_forward_no_reduce_cuda_kernel_index" not implemented for {got:type}',
        '"nll_loss_forward_reduce_cuda_kernel_1d_index" not implemented for {got:type}',
        answers=(_index_type,),
    ),
    reading("expected scalar type Long but found {got:type}", answers=(_long_wanted,)),
    reading(
        "expected scalar type {wanted:type} but found {got:type}",
        answers=(
            asked(
                "loss",
                entropy,
                _weight_type,
                when=lambda told: (
                    _takes_weight(told)
                    and told.dtype("wanted") != told.dtype("got")
                    and told.dtype("wanted").startswith("float")
                ),
                fix="convert the weight of the classes: weight=torch.tensor(weights,"
                " dtype=torch.float32)",
            ),
        ),
    ),
    reading(
        "Expected object of scalar type {wanted:type} but got scalar type {got:type} for argument #3"
        " 'weight' in call to _thnn_nll_loss",
        "Expected object of type {wanted:type} but found type {got:type} for argument #3 'weight'",
        answers=(
            asked(
                "loss",
                entropy,
                _weight_type,
                when=lambda told: told.dtype("wanted") != told.dtype("got"),
            ),
        ),
    ),
    reading(
        "Class values must be smaller than num_classes",
        answers=(ONE_HOT_RANGE,),
    ),
    reading(
        "Class values must be non-negative",
        answers=(
            plain(
                "loss.one_hot_negative",
                cause="F.one_hot got a negative label, such as the -1 of unlabelled samples",
                fix="leave out samples without a label (target[target >= 0]), or number the classes"
                " from 0",
                page=ONE_HOT,
            ),
        ),
    ),
    reading(
        "): Expected dtype int64 for index",
        "): Expected dtype int32/int64 for index",
        "): Expected dtype int32 or int64 for index",
        answers=(
            plain(
                "loss.scattered_labels",
                cause="the index of scatter_() or gather() has to be int64, but has another dtype:"
                " mostly labels that are float or int32, as one-hot encoding and label smoothing by"
                " hand use them",
                fix="convert it: target.long().unsqueeze(1); F.one_hot(target.long(), classes) and"
                " nn.CrossEntropyLoss(label_smoothing=0.1) do the same without",
                page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_.html",
            ),
        ),
    ),
    reading(
        "one_hot is only applicable to index tensor",
        answers=(
            plain(
                "loss.one_hot_type",
                cause="F.one_hot expects class indices of dtype int64, but got another dtype",
                fix="convert the target: F.one_hot(target.long(), num_classes)",
                page=ONE_HOT,
            ),
        ),
    ),
)
