"""Messages that losses of all kinds raise: about their options, and the dtype of what they get."""

import re

from fuzz.message.answer import Answer
from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.loss.common import CROSS_ENTROPY, advised, loss_of, shows
from fuzz.message.words import option, saying
from strategies.loss.common_rules import OUTPUT_TYPE, REDUCTION

KERNELS = (
    (r"softmax_kernel_impl|log_softmax|host_softmax|nll_loss_out_frame|nll_loss2d", "CrossEntropyLoss"),
    (r"^mse", "MSELoss"),
    (r"^smooth_l1", "SmoothL1Loss"),
    (r"^huber", "HuberLoss"),
    (r"^binary_cross_entropy", "BCELoss"),
)
"""The loss of a kernel that refuses the dtype of its input."""


def _of_kernel(told: Told) -> str:
    return next((kind for name, kind in KERNELS if re.search(name, told.text("kernel"))), "")


def _integers(told: Told) -> Answer | None:
    """A loss of integers: they are no output of a network, but its classes, or the target."""
    kind, got = _of_kernel(told), told.dtype("got")
    if not kind or not got.startswith(("int", "uint", "bool")):
        return None
    fix = (
        "pass the output of the network first and the target second, criterion(output, target), and"
        " leave out argmax(), max() or .long() on the output"
    )
    return advised(asked("loss", kind, saying(OUTPUT_TYPE, "a floating-point dtype", got)), fix, told)


CALLED = re.compile(r"^(?:\w+ = )?(?P<what>[A-Z]\w*)\((?P<given>[\w.]+)\)$")
IMAGES = re.compile(r"(?:^|_)(?:x|im|ims|img|imgs|image|images|input|inputs|batch|data|tensor)\d*$")
MAKERS = re.compile(r"Loss|Criterion|Variable|Tensor|Parameter|Dataset|Compose|Image")
INSTALLED = re.compile(r"/(?:site|dist)-packages/(?P<library>\w+)/")


def _called_class(told: Told) -> dict[str, str] | None:
    """The class that stands in place of a network, by a line that calls it with images."""
    for line in told.shown:
        found = CALLED.match(line.strip())
        if found and IMAGES.search(found["given"]) and not MAKERS.search(found["what"]):
            return {"what": found["what"]}
    return None


def _library(told: Told) -> dict[str, str] | None:
    """The library whose code asked for the truth value, where it is not torch."""
    last = told.raised.frames[-1:]
    found = INSTALLED.search(last[0].path) if last else None
    return {"library": found["library"]} if found and found["library"] != "torch" else None


OF_OPTION = re.compile(r"^(?:el)?if (?:not )?(?:self\.)?(?P<option>\w+)(?: and .*)?:")


def _made_with_tensor(told: Told) -> dict[str, str] | None:
    """The option of a layer of torch that is asked for its truth while the layer is made."""
    last = told.raised.frames[-1] if told.raised.frames else None
    if (
        last is None
        or "torch/nn/modules/" not in last.path
        or last.function.rpartition(".")[2] != "__init__"
    ):
        return None
    found = OF_OPTION.match(last.source.strip())
    kinds = {"conv.py": "a convolution", "linear.py": "a linear layer", "batchnorm.py": "a norm"}
    if found is None:
        return None
    advice = (
        "pass True or False; the tensors of another layer are loaded behind that, by load_state_dict"
    )
    if found["option"] == "bias":
        advice = (
            "bias=old.bias is not None, where it is taken from another layer; its values are copied"
            " behind"
            " that: new.bias.data.copy_(old.bias)"
        )
    return {"kind": kinds.get(last.name, "a layer"), "option": found["option"], "advice": advice}


READINGS = (
    reading('"{kernel:name}" not implemented for {got:type}', answers=(_integers,)),
    reading(
        "{got:name} is not a valid value for reduction",
        answers=(
            asked(
                "loss",
                lambda told: loss_of(told) or "CrossEntropyLoss",
                saying(REDUCTION, "'mean', 'sum' or 'none'", "{got}"),
            ),
        ),
    ),
    option(
        "loss.no_value",
        "oolean value of Tensor with no values is ambiguous",
        "ool value of Tensor with no values is ambiguous",
        cause="an if asks for the truth value of an empty tensor: nothing was selected, x[mask] of a"
        " mask"
        " without a True, or the batch or list of boxes is empty",
        fix="if x.numel() > 0:, or if mask.any(): in front of it",
        page="https://docs.pytorch.org/docs/stable/generated/torch.numel.html",
    ),
    reading(
        "ool value of Tensor with more than one value is ambiguous",
        "oolean value of Tensor with more than one value is ambiguous",
        answers=(
            plain(
                "loss.constructed",
                cause="the output and the target were passed to the constructor of the loss, which takes"
                " them for its options",
                fix="make the module first, and call it: criterion = nn.CrossEntropyLoss(); loss ="
                " criterion(output, target); or use F.cross_entropy(output, target)",
                page=CROSS_ENTROPY,
                when=lambda told: (
                    shows(told, r"\bnn\.\w+Loss\((?!\))|\b[A-Z]\w*Loss\(\w")
                    or any(frame.name == "_reduction.py" for frame in told.raised.frames)
                ),
            ),
            plain(
                "network.class_called",
                cause="{what} is a class, and is called with the images: that builds a network with them"
                " for its options",
                fix="make the network first, and call it: model = {what}(...); output = model(images)",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html",
                confidence="likely",
                more=_called_class,
            ),
            plain(
                "construction.tensor_as_option",
                cause="{kind} is made with a tensor for its option {option}, which is True or False",
                fix="{advice}",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html",
                confidence="likely",
                more=_made_with_tensor,
            ),
            plain(
                "loss.in_library",
                cause="{library} compares, in its own code, what it was given, and a comparison of"
                " tensors has no single truth value: it is of another release than the code that uses"
                " it, or gets tensors where it takes numbers",
                fix="look at the line of {library} that the traceback ends with: install the release"
                " that the code was written for, or pass it numbers or lists, tensor.tolist()",
                page="https://docs.pytorch.org/docs/stable/tensors.html",
                confidence="likely",
                more=_library,
            ),
            plain(
                "loss.ambiguous",
                cause="Python asks for one truth value of a tensor that has several: in an if, and,"
                " or, not, or a loss that got output and target in its constructor",
                fix="reduce the comparison: (a == b).all() or .any(), `is not None` in place of `if"
                " tensor`, & and | in place of and, or; for a loss, nn.CrossEntropyLoss()(output,"
                " target)",
                page=CROSS_ENTROPY,
                confidence="likely",
            ),
        ),
    ),
)
