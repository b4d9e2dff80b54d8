"""Messages about element types: who has which, and which of the two is to be converted."""

import re

from msgspec.structs import replace

from fuzz.message.answer import Answer
from fuzz.message.dtype import device_of
from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.loss.common import shows
from fuzz.message.table.machine.device import ANSWERS as DEVICES
from fuzz.message.table.machine.device import LAYER as DEVICES_OF_LAYER
from fuzz.message.table.machine.device import TWO_DEVICES
from strategies.loss.common_rules import SAME_TYPE as OF_LOSS
from strategies.rule import SAME_TYPE
from strategies.value import FLOATING

ATTRIBUTES = "https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch.dtype"
AMP = "https://docs.pytorch.org/docs/stable/amp.html"
LOW = ("float16", "bfloat16")
LAYERS = {
    "convolution": "Conv2d",
    "linear": "Linear",
    "normalisation": "BatchNorm2d",
    "attention": "MultiheadAttention",
}
LOGITS = "https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html"
LOSS_OPERATIONS = ("loss", "cross_entropy", "bce", "kl_div", "softmax", "ctc")


def _typed(told: Told) -> None:
    got, wanted = told.dtype("got"), told.dtype("wanted")
    SAME_TYPE.require(got == wanted, wanted, got)


def _turned(told: Told) -> None:
    got, wanted = told.dtype("wanted"), told.dtype("got")
    SAME_TYPE.require(got == wanted, wanted, got)


def _of_logits(told: Told) -> bool:
    """Whether the line that failed, as far as it was pasted, takes the binary loss of logits."""
    return shows(told, r"binary_cross_entropy_with_logits\(|BCEWithLogitsLoss\b")


def _layer(told: Told) -> str:
    return LAYERS.get(told.place, "Conv2d")


def _advice(got: str, wanted: str) -> str:
    """What to convert where an input has another type than the weights."""
    if wanted in LOW and got not in LOW:
        whole = "float32" if got == "float32" else got
        return (
            f"convert the input as well: x = x.to(torch.{wanted}); or keep the model in {whole}"
            " (leave out model.half()) and use torch.autocast for mixed precision"
        )
    if got in LOW and wanted not in LOW:
        return (
            f"convert the input back, x = x.to(torch.{wanted}), or convert the model too:"
            f" model.to(torch.{got}); for mixed precision run the whole forward under torch.autocast"
        )
    if got == "float64":
        return "convert the input: x = x.float() (arrays of NumPy are float64 unless told otherwise)"
    if got in FLOATING:
        return f"convert the input: x = x.to(torch.{wanted}), or the model: model.to(torch.{got})"
    if got == "uint8":
        return "convert the image: x = x.float() / 255 (ToTensor() does both)"
    return f"convert the input: x = x.to(torch.{wanted})"


def _input_and_weight(told: Told) -> dict[str, str]:
    return {"advice": _advice(told.dtype("got"), told.dtype("wanted"))}


def _turned_advice(told: Told) -> dict[str, str]:
    return {"advice": _advice(told.dtype("wanted"), told.dtype("got"))}


def _pair(told: Told) -> dict[str, str] | None:
    """The two types by their names in Python; None where they are one."""
    wanted, got = told.dtype("wanted"), told.dtype("got")
    if wanted == got:
        return None
    odd = next((one for one in (got, wanted) if one not in FLOATING), "")
    odd = odd or next((one for one in (got, wanted) if one == "float64"), "")
    other = wanted if odd == got else got
    return {"x": wanted, "y": got, "odd": odd, "other": other}


def _written(told: Told) -> dict[str, str] | None:
    """The two types, and what an integer among weights is."""
    found = _pair(told)
    if found is None:
        return None
    counted = (
        "; in a state dict it is num_batches_tracked, the counter of BatchNorm: leave entries alone that"
        " are not value.is_floating_point(), or cast the update, update.to(value.dtype)"
    )
    return {**found, "counter": counted if found["y"] == "int64" else ""}


def _odd(told: Told) -> dict[str, str] | None:
    """The two types where one can only be that of data: integers, or the float64 of NumPy."""
    found = _pair(told)
    return found if found is not None and found["odd"] else None


def _with_place(place: str, told: Told) -> dict[str, str] | None:
    return _pair(told) if told.place == place else None


def _same_device(told: Told) -> dict[str, str] | None:
    """The two types where the message speaks of tensor types that are on one device."""
    if device_of(told.text("got")) != device_of(told.text("wanted")):
        return None
    return _pair(told)


CONVOLVED = asked(
    "forward",
    _layer,
    _turned,
    when=lambda told: told.place == "convolution",
    fix="{advice}",
    more=_turned_advice,
)
"""A convolution checks its weight against the dtype of its input: what it "expected" is that of the
input. Seen with every pair of dtypes on torch 2.13."""

COMPARED = asked(
    "loss",
    lambda told: "CrossEntropyLoss" if told.dtype("wanted") == "int64" else "BCELoss",
    lambda told: OF_LOSS.reject(told.dtype("wanted"), told.dtype("got")),
    cause="the loss expected {x}, and one of its tensors, mostly the target, is {y}",
    fix="convert the target to what the message expects: target = target.to(torch.{x})",
    confidence="likely",
    more=lambda told: _with_place("loss", told),
)
ODD = plain(
    "dtype.data",
    cause="two tensors of one operation are {x} and {y}; the weights of a network are {other}, so that"
    " {odd} comes from the data",
    fix="convert the data where it is loaded: x = x.to(torch.{other}), and for a target of a loss the"
    " dtype that the message expects, target.to(torch.{x}); class weights of a loss as well,"
    " weight=torch.tensor(weights, dtype=torch.{other})",
    page=ATTRIBUTES,
    confidence="likely",
    more=_odd,
)
MIXED = plain(
    "dtype.mixed",
    cause="two tensors of one operation are {x} and {y}: only one of model and input was converted, or"
    " a tensor left torch.autocast in another precision",
    fix="convert both alike, model.to(torch.{y}) and x.to(torch.{y}), or neither, and run the whole"
    " forward pass and the loss under torch.autocast",
    page=AMP,
    confidence="likely",
    more=_pair,
)


def _in_loss(told: Told) -> bool:
    return told.place == "loss" or any(one in told.text("op") for one in LOSS_OPERATIONS)


def _two_devices(told: Told) -> Answer | None:
    """What is told of the devices where a message has both devices and dtypes."""
    if "home" not in told:
        return None
    devices = {"wanted": told.text("home"), "got": told.text("at")}
    found = TWO_DEVICES(Told(devices, told.raised, told.rest))
    if found is None or told.dtype("got") == told.dtype("wanted"):
        return found
    pair = f"{told.dtype('wanted')} and {told.dtype('got')}"
    return replace(
        found,
        cause=f"{found.cause}; they differ in dtype as well, {pair}",
        fix=f"{found.fix}; then convert one of the two, x.to(torch.{told.dtype('wanted')})",
    )


def _integers(told: Told) -> bool:
    return told.dtype("got") not in (*FLOATING, "float16", "complex64") and not _in_loss(told)


COMPILED = re.compile(
    r"\bDCN\w*|[Dd]eform\w*Conv|\b_ext\b|_ext\.|\b_C\.|\bc\+\+|\bC\+\+|\bcuda(?:_ext)?\.\w+_forward|Function\.apply"
)
MIXING = re.compile(r"\bautocast|\bamp\b|\bfp16\b|opt_level|mixed precision")


def _compiled_half(told: Told) -> bool:
    """Whether an operation of a library of its own got half precision, where float32 was expected."""
    if (told.dtype("wanted"), told.dtype("got")) != ("float32", "float16"):
        return False
    lines = (told.rest, *(f"{one.path} {one.source}" for one in told.raised.frames))
    return any(map(COMPILED.search, lines)) and any(map(MIXING.search, lines))


COMPILED_HALF = plain(
    "amp.compiled_operation",
    cause="under mixed precision an operation got float16 that takes float32 alone: it is compiled code"
    " of a library of its own (a deformable convolution, an operation of C++ or CUDA), which autocast"
    " and apex don't know, so that they convert nothing for it",
    fix="run it in float32: with torch.autocast('cuda', enabled=False): y = op(x.float()); of apex"
    " amp.register_float_function(module, 'function') before amp.initialize; or use"
    " torchvision.ops.DeformConv2d in its place, which autocast knows",
    page=AMP,
    confidence="likely",
    when=_compiled_half,
)

CASTS = {"double": "float64", "half": "float16", "long": "int64", "int": "int32", "bfloat16": "bfloat16"}
CAST = re.compile(
    rf"\b([A-Za-z_][\w.]*)\(\s*([A-Za-z_]\w*)\.(?:({'|'.join(CASTS)})\(\)"
    r"|(?:to|type)\((?:dtype=)?torch\.(\w+)\))"
)
"""An input that is converted where it is passed, ``model(images.double())``."""


def _cast(told: Told) -> dict[str, str] | None:
    """The line that gave the input of a network the dtype that its weights don't have."""
    found = _pair(told)
    calls = [call for call in (CAST.search(line) for line in told.shown) if call]
    if found is None or not calls or _in_loss(told):
        return None
    function, x, method, dtype = calls[0].groups()
    made = CASTS.get(method, dtype)
    if made not in (found["x"], found["y"]) or re.search(r"loss|criterion", function):
        return None
    other = found["y"] if made == found["x"] else found["x"]
    written = f".{method}()" if method else f".to(torch.{dtype})"
    return {"call": function, "input": x, "made": made, "other": other, "written": written}


CONVERTED = plain(
    "dtype.converted",
    cause="{call}({input}{written}) makes {made} of the input, and the network is {other}",
    fix="pass it as {other}: {call}({input}.to(torch.{other})); or convert the network as well,"
    " {call}.to(torch.{made})",
    page=ATTRIBUTES,
    confidence="likely",
    more=_cast,
)

READINGS = (
    reading(
        "Input type ({got:type}) and weight type ({wanted:type}) should be the same",
        "Input type ({got:type}) and bias type ({wanted:type}) should be the same",
        "Input type ({got:type}) and weight type ({wanted:type}) should be",
        answers=(
            *DEVICES_OF_LAYER,
            asked("forward", _layer, _typed, fix="{advice}", more=_input_and_weight),
        ),
    ),
    reading(
        # the input is mat1, and m1: torch/nn/functional.py linear, aten/src/ATen/native/LinearAlgebra
        "mat1 and mat2 must have the same dtype, but got {got:type} and {wanted:type}",
        "expected m1 and m2 to have the same dtype, but got: {got:type} != {wanted:type}",
        answers=(asked("forward", "Linear", _typed, fix="{advice}", more=_input_and_weight),),
    ),
    reading(
        "mat1 and mat2 must have the same dtype",
        answers=(
            plain(
                "dtype.linear",
                cause="the input of a Linear layer and its weights have different dtypes",
                fix="print(x.dtype, next(model.parameters()).dtype) in front of the layer, and convert"
                " the input: x = x.to(model.fc.weight.dtype)",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html",
            ),
        ),
    ),
    reading(
        "RNN input dtype ({got:type}) does not match weight dtype ({wanted:type})",
        answers=(asked("forward", "LSTM", _typed, fix="{advice}", more=_input_and_weight),),
    ),
    reading(
        "expected scalar type {wanted:type} but found {got:type}",
        answers=(COMPILED_HALF, CONVOLVED, COMPARED, CONVERTED, ODD, MIXED),
    ),
    reading(
        # torch 1.0 to 1.6: https://github.com/pytorch/pytorch/blob/v1.1.0/aten/src/ATen/Utils.h
        "Expected object of scalar type {wanted:type} but got scalar type {got:type} for argument"
        " #{:number} '{argument:name}'",
        "Expected object of type {wanted:type} but found type {got:type} for argument #{:number}"
        " '{argument:name}'",
        "Expected tensor for argument #{:number} '{argument:name}' to have the same type as tensor for"
        " argument #{:number} '{:name}'; but type {got:type} does not equal {wanted:type}",
        "expected device {home:device} and dtype {wanted:type} but got device {at:device} and dtype"
        " {got:type}",
        answers=(
            _two_devices,
            *DEVICES,
            plain(
                "dtype.argument",
                cause="the argument {argument} of an operation should be {x}, but it is {y}",
                fix="convert it: .to(torch.{x}); mat1 and input are the input of a layer, mat2, weight"
                " and bias its parameters, target and other the target of a loss",
                page=ATTRIBUTES,
                when=lambda told: "argument" in told,
                more=_same_device,
            ),
            ODD,
            MIXED,
        ),
    ),
    reading(
        "mixed dtype (CPU): all inputs must share same datatype",
        answers=(
            plain(
                "dtype.normalised",
                cause="the input of a normalisation layer is neither of the dtype of its weights nor of"
                " a lower precision: mostly float64, which data from NumPy has",
                fix="convert the input of the network: x = x.float()",
                page=ATTRIBUTES,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "mixed dtype (CPU): expect parameter to have scalar type of Float",
        "mixed dtype (CPU): expect input to have scalar type of",
        answers=(
            plain(
                "dtype.norm_weights",
                cause="the weights of a normalisation layer have another precision than its input: the"
                " model was converted, with model.half(), model.bfloat16() or model.double(), and the"
                " input was not",
                fix="convert both, x = x.to(next(model.parameters()).dtype), or keep the model in"
                " float32 and use torch.autocast",
                page=AMP,
            ),
        ),
    ),
    reading(
        "\"{op:name}\" not implemented for '{got:type}'",
        "{op:name} not implemented for '{got:type}'",
        "{op:name} is not implemented for type {got:type}",
        answers=(
            plain(
                "dtype.integers",
                cause="{op} is not implemented for integers, and got a tensor of {y}",
                fix="convert the tensor first: x.float() (for images of uint8: x.float() / 255), or keep"
                " integers away from this operation",
                page=ATTRIBUTES,
                when=_integers,
                more=lambda told: {"y": told.dtype("got")},
            ),
        ),
    ),
    reading(
        "Input dtype must be either a floating point or complex dtype. Got: {got:type}",
        # torch 0.4 to 1.10
        "Can only calculate the mean of floating types. Got {got:type} instead",
        "Expected a floating point or complex tensor as input. Got {got:type}",
        answers=(
            plain(
                "dtype.mean",
                cause="the mean or norm of a tensor of {y} can't be taken: it has to be floating-point",
                fix="convert it first: x.float().mean(); the mean of a comparison is"
                " (predicted == target).float().mean()",
                page="https://docs.pytorch.org/docs/stable/generated/torch.mean.html",
                more=lambda told: {"y": told.dtype("got")},
            ),
        ),
    ),
    reading(
        "result type {wanted:type} can't be cast to the desired output type {got:type}",
        answers=(
            plain(
                "dtype.clamped",
                cause="clamp_() of a tensor of {y}, an index of cells or classes, has a bound that is a"
                " tensor of {x}, and in place nothing may become {x}; older releases let it pass",
                fix="an integer as the bound: gj.clamp_(0, int(gain[3]) - 1), or gain[3].long() - 1",
                page=ATTRIBUTES,
                when=lambda told: any(".clamp_(" in line for line in told.shown),
                more=_written,
            ),
            plain(
                "loss.logits_target",
                cause="the target of binary_cross_entropy_with_logits (BCEWithLogitsLoss) is {y}, and it"
                " has to be {x}, as the output is",
                fix="convert the target: criterion(output, target.float())",
                page=LOGITS,
                when=lambda told: told.dtype("wanted") in FLOATING and _of_logits(told),
                more=_written,
            ),
            plain(
                "dtype.in_place",
                cause="an operation in place would write values of {x} into a tensor of {y}",
                fix="convert the tensor first, x = x.to(torch.{x}), or write the result into a new one:"
                " x = x / 255 instead of x /= 255{counter}",
                page=ATTRIBUTES,
                more=_written,
            ),
        ),
    ),
)
