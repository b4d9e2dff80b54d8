"""Messages of losses whose output or target is no tensor."""

from typing import Any

from fuzz.message.answer import Answer
from fuzz.message.reading import Told, also, asked, plain, reading
from fuzz.message.table.loss.common import (
    CROSS_ENTROPY,
    FUNCTIONS,
    advised,
    frameless,
    in_loss,
    loss_of,
    shows,
)
from strategies.loss.common_rules import PAIRED_OUTPUT
from strategies.rule import RuleViolated

SOFTMAX = ("log_softmax", "softmax", "sigmoid", "argmax", "max", "topk")
"""What people call on an output, and so get the message of a loss."""

NUMBERS = ("int", "float", "bool")
NUMBER: dict[str, Any] = {
    "cause": "{function} was asked of a plain number ({got}) where a tensor is wanted: a place in a list"
    " that was never filled, or what .item(), len() or float() made of a tensor",
    "fix": "print(type(x)) in the line that fails, and look where it is set: fill it with the output of"
    " the network before, and leave out .item()",
    "page": CROSS_ENTROPY,
    "confidence": "likely",
}
"""Of an answer: no network returns a number, so what came is of the program itself."""

INCEPTION = "https://docs.pytorch.org/vision/stable/models/inception.html"


def _kind(told: Told) -> str:
    return told.text("got").rpartition(".")[2]


def _not_one(told: Told) -> None:
    kind = _kind(told)
    raise RuleViolated(PAIRED_OUTPUT, "one tensor", f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind}")


def _owner(told: Told) -> str:
    return FUNCTIONS.get(told.text("function")) or loss_of(told) or "CrossEntropyLoss"


def _takes_output(told: Told) -> bool:
    if _kind(told) in NUMBERS:
        return False
    return told.text("function") in FUNCTIONS or (told.text("function") in SOFTMAX and in_loss(told))


def _output(told: Told) -> Answer | None:
    """Which of its parts is the tensor is told by the class of the output."""
    kind = _kind(told)
    if kind in ("InceptionOutputs", "GoogLeNetOutputs"):
        fix = (
            "in train mode the network returns auxiliary outputs too: output.logits for the loss (plus"
            " 0.4 * criterion(output.aux_logits, target)), or aux_logits=False; in eval mode it is one"
            " tensor"
        )
    elif kind in ("OrderedDict", "dict"):
        fix = (
            "take the tensor out of the dictionary: output['out'] of a segmentation network of"
            " torchvision, or the name that create_feature_extractor or IntermediateLayerGetter was"
            " given"
        )
    elif kind.endswith(("Output", "OutputWithNoAttention", "Outputs")):
        fix = "take the tensor out of the output: output.logits"
    elif kind == "NoneType":
        fix = "add return to forward() of the network, which returns None"
    elif kind == "ndarray":
        fix = "pass the output of the network as a tensor, without .numpy()"
    elif kind in ("tuple", "list"):
        fix = (
            "the network returns several tensors, as (logits, features): take the logits, output[0], or"
            " logits, features = model(x); a trailing comma makes a tuple too"
        )
    else:
        fix = "pass the tensor of the logits: print(type(output))"
    return advised(asked("loss", _owner, _not_one, when=_takes_output), fix, told)


def _attribute(told: Told) -> Answer | None:
    """An attribute that a loss asks of its input: of a class that only an output has, or of either."""
    kind = _kind(told)
    asks_output = told.text("attribute") in ("log_softmax", "softmax", "sigmoid")
    outputs = kind.endswith(("Output", "Outputs", "OutputWithNoAttention")) or kind == "OrderedDict"
    shown = in_loss(told) or (frameless(told) and asks_output)
    if not (shown and (asks_output or outputs)) or kind.endswith("Loss") or kind in NUMBERS:
        return None
    return _output(Told({**told.fields, "function": "cross_entropy"}, told.raised, told.rest))


READINGS = (
    reading(
        "{function:name}(): argument 'input' (position 1) must be Tensor, not {got:name}",
        "{function:name}(): argument 'self' (position 1) must be Tensor, not {got:name}",
        answers=(
            _output,
            plain(
                "loss.number",
                when=lambda told: (
                    _kind(told) in NUMBERS
                    and (told.text("function") in FUNCTIONS or told.text("function") in SOFTMAX)
                ),
                **NUMBER,
            ),
        ),
    ),
    reading(
        "{function:name}() received an invalid combination of arguments - got ({got:name}, {:text})",
        "{function:name}() received an invalid combination of arguments - got ({got:name})",
        answers=(
            plain(
                "loss.output_of_several",
                cause="the network returns a {got}, which holds several tensors, where {function}()"
                " expects one",
                fix="take the logits out of it: output.logits (of InceptionOutputs and GoogLeNetOutputs,"
                " which train mode returns), output['out'] of a segmentation network, output[0] of a"
                " tuple",
                page=INCEPTION,
                when=lambda told: (
                    told.text("function") in SOFTMAX
                    and _kind(told).endswith(("Outputs", "Output", "OrderedDict", "tuple"))
                ),
            ),
        ),
    ),
    reading(
        "{function:name}(): argument 'target' (position 2) must be Tensor, not {got:name}",
        answers=(
            plain(
                "loss.target_not_tensor",
                cause="{function} expects a tensor as its target, but got {got}",
                fix="make the target a tensor on the device of the output: torch.as_tensor(target,"
                " device=output.device), of dtype int64 for class indices; labels that are strings"
                " have to be mapped to class indices in the dataset, which should return an int or a"
                " tensor for each",
                page=CROSS_ENTROPY,
                when=lambda told: told.text("function") in FUNCTIONS,
            ),
        ),
    ),
    reading(
        "'{got:name}' object has no attribute '{attribute:name}'",
        answers=(
            _attribute,
            also(
                plain(
                    "loss.number",
                    when=lambda told: (
                        _kind(told) in NUMBERS
                        and told.text("attribute") in ("log_softmax", "softmax", "sigmoid")
                    ),
                    more=lambda told: {"function": told.text("attribute")},
                    **NUMBER,
                )
            ),
            plain(
                "loss.not_called",
                cause="{got} is the loss module itself: {attribute} belongs to the tensor that it"
                " returns",
                fix="make the module once, criterion = nn.{got}(), and call it: loss = criterion(output,"
                " target); loss.{attribute}()",
                page=CROSS_ENTROPY,
                when=lambda told: (
                    told.text("got").endswith("Loss")
                    and told.text("attribute") in ("backward", "item", "detach", "cpu", "data")
                ),
            ),
            plain(
                "loss.not_a_pair_of_tensors",
                cause="the loss got a {got} where it expects a tensor: its output or its target is one",
                fix="print(type(output), type(target)): convert a target with"
                " torch.as_tensor(target), and take the tensor out of an output of several, output[0]",
                page=CROSS_ENTROPY,
                when=lambda told: (
                    in_loss(told)
                    and told.text("attribute") in ("size", "dim", "shape")
                    and told.text("got") in ("tuple", "list", "float", "int", "str", "dict", "NoneType")
                ),
            ),
        ),
    ),
    reading(
        "'int' object is not callable",
        answers=(
            plain(
                "loss.array",
                cause="the loss got a NumPy array, whose size is a number and no method",
                fix="pass tensors: torch.from_numpy(target), of the dtype of the output (.float()), or"
                " leave out .numpy()",
                page=CROSS_ENTROPY,
                when=lambda told: bool(loss_of(told)) and shows(told, r"\.size\(\)"),
            ),
        ),
    ),
)
