"""Messages about tensors on different devices."""

import re

from fuzz.message.dtype import device_of
from fuzz.message.reading import Told, plain, reading

MODULE_TO = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.to"
TENSOR_TO = "https://docs.pytorch.org/docs/stable/generated/torch.Tensor.to.html"
PARALLEL = "https://docs.pytorch.org/docs/stable/generated/torch.nn.DataParallel.html"

INPUTS = ("input", "mat1", "self", "m1", "index", "indices", "batch1")
WEIGHTS = ("weight", "bias", "mat2", "m2", "mat")
BUFFERS = ("running_mean", "running_var")
"""Buffers of BatchNorm: the check comes to them after the input and the weights."""
BIASED = ("addmm", "addmv", "index_select", "embedding")
"""Operations whose ``self`` is a parameter of the layer: the bias of a Linear, the weight of an
Embedding."""
LOSSES = ("loss", "cross_entropy", "Criterion")


def device_in(text: str) -> str:
    """The device that a message tells by its name, a backend or a tensor type; "" where it doesn't."""
    bare = text.strip("'\"").rstrip("!,;.")
    if bare == "GPU":
        return "cuda"
    return device_of(bare) or (
        "" if bare.lower() in ("float", "half", "double", "long") else bare.lower()
    )


def _sides(told: Told) -> dict[str, str] | None:
    """The device of the argument that is named, and the one of those before it; and what to move.

    The check goes through the arguments in order, and names the first one that is on another device
    than those before it. Source: common_device_check_failure in c10/core/impl.
    """
    at, home = device_in(told.text("got")), device_in(told.text("wanted"))
    return {"at": at, "home": home} if at and home and at != home else None


def _indices(told: Told) -> bool:
    """Whether both are GPUs, of different numbers."""
    sides = _sides(told)
    return sides is not None and {side.partition(":")[0] for side in sides.values()} == {"cuda"}


def _kind(told: Told) -> str:
    argument, method = told.text("argument"), told.text("method")
    if "argument" not in told and "Input type (" in told.raised.message:
        return "input"
    if argument == "target" or any(one in method for one in LOSSES) or told.place == "loss":
        return {"target": "target", "weight": "class weights", "other": "target"}.get(argument, "")
    if argument == "self" and any(one in method for one in BIASED):
        return "weight"
    if "bmm" in method:
        # attention, or a product of one's own: neither side is a weight
        return ""
    return "input" if argument in INPUTS else "weight" if argument in WEIGHTS else ""


def _layer(told: Told) -> dict[str, str] | None:
    """Where the input and the weights of a layer are."""
    sides, kind = _sides(told), _kind(told)
    if sides is None or kind not in ("input", "weight"):
        return None
    turned = sides if kind == "input" else {"at": sides["home"], "home": sides["at"]}
    return turned | _types(told, kind)


def _types(told: Told, kind: str) -> dict[str, str]:
    """What else differs where the message tells tensor types: their dtypes, which is the next error."""
    both = told.text("got"), told.text("wanted")
    ours, theirs = told.dtype("got"), told.dtype("wanted")
    if not all(one.endswith(("Tensor", "Type", "Tensor'", "Type'")) for one in both) or ours == theirs:
        return {"types": "", "convert": ""}
    of_input, of_weights = (ours, theirs) if kind == "input" else (theirs, ours)
    return {
        "types": f"; they differ in dtype as well: the input is {of_input}, the weights are"
        f" {of_weights}",
        "convert": f"; convert the input too, x = x.to(torch.{of_weights}), or keep the model in"
        f" {of_input}",
    }


def _buffer(told: Told) -> dict[str, str] | None:
    """Where the statistics of a BatchNorm are, and where its input and weights."""
    return _sides(told) if told.text("argument") in BUFFERS else None


def _input_behind(told: Told) -> dict[str, str] | None:
    found = _layer(told)
    return found if found is not None and found["at"] == "cpu" else None


def _weights_behind(told: Told) -> dict[str, str] | None:
    found = _layer(told)
    return found if found is not None and found["home"] == "cpu" else None


def _of_loss(kind: str, told: Told) -> dict[str, str] | None:
    return _sides(told) if _kind(told) == kind else None


TWO_GPUS = plain(
    "device.two_gpus",
    cause="one tensor is on {home} and another on {at}: a part of the model, or of the batch, was put on"
    " another GPU than the rest",
    fix="use one device for all of it: device = torch.device('cuda:0'), model.to(device), x.to(device);"
    " inside forward make new tensors with device=x.device, and no .cuda(), which goes to the current"
    " GPU; under nn.DataParallel pass inputs through forward's arguments, which it scatters",
    page=PARALLEL,
    when=_indices,
    more=_sides,
)
INPUT_BEHIND = plain(
    "device.input_on_cpu",
    cause="the weights of the layer are on {home}, but its input is on {at}{types}",
    fix="move each batch to the device of the model: x = x.to(device), and the targets too; .to() of a"
    " tensor returns the moved tensor{convert}",
    page=TENSOR_TO,
    more=_input_behind,
)
WEIGHTS_BEHIND = plain(
    "device.weights_on_cpu",
    cause="the input of the layer is on {at}, but its weights are on {home}{types}",
    fix="move the model before the optimizer is made: model.to(device); layers that are kept in a Python"
    " list, made inside forward, or added after model.to(device) have not moved with it (use"
    " nn.ModuleList, make them in __init__){convert}",
    page=MODULE_TO,
    more=_weights_behind,
)
BUFFER_BEHIND = plain(
    "device.buffer",
    cause="the buffer {argument} of a BatchNorm layer is on {at}, while its input and weights are on"
    " {home}: the buffers of the model were not moved with its parameters",
    fix="move the whole model, parameters and buffers: model.to(device) with the device of the input"
    " ({home}), instead of moving each of model.parameters(); for a saved or scripted model,"
    " torch.jit.load(path, map_location=device) or torch.load(path, map_location=device); buffers that"
    " are assigned by hand need .to(device)",
    page=MODULE_TO,
    more=_buffer,
)
LAYER = (TWO_GPUS, INPUT_BEHIND, WEIGHTS_BEHIND)
"""The answers where ``got`` is the device of the input of a layer, and ``wanted`` that of its weights,
or where ``argument`` tells which it is."""

TARGET = plain(
    "device.target",
    cause="the output of the network is on {home}, but the target of the loss is on {at}",
    fix="move the targets to the device of the output: loss = criterion(output,"
    " target.to(output.device))",
    page=TENSOR_TO,
    more=lambda told: _of_loss("target", told),
)
CLASS_WEIGHTS = plain(
    "device.class_weights",
    cause="the output of the network is on {home}, but the class weights of the loss are on {at}",
    fix="move the loss with its weights: criterion = nn.CrossEntropyLoss(weight=weights).to(device)",
    page="https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html",
    more=lambda told: _of_loss("class weights", told),
)
TWO_DEVICES = plain(
    "device.two_devices",
    cause="an operation got tensors on two devices, {home} and {at}",
    fix="move both to one device in the line that the traceback names: x.to(device) for batches and"
    " targets, model.to(device) for the model; make new tensors in forward with device=x.device, and"
    " keep constants of the model with register_buffer, so that model.to(device) moves them",
    page=MODULE_TO,
    confidence="likely",
    more=_sides,
)
ANSWERS = (TWO_GPUS, BUFFER_BEHIND, TARGET, CLASS_WEIGHTS, INPUT_BEHIND, WEIGHTS_BEHIND, TWO_DEVICES)


def _without_argument(told: Told) -> dict[str, str] | None:
    return _sides(told) if told.place != "loss" else None


def _in_replica(told: Told) -> bool:
    """Whether a replica of DataParallel found tensors of two GPUs."""
    frames = any("parallel_apply.py" in frame.path for frame in told.raised.frames)
    said = re.search(r"\bin replica \d", f"{told.raised.message} {told.rest}") is not None
    return (frames or said) and "-1" not in (told.text("got"), told.text("wanted"))


READINGS = (
    reading(
        "Placeholder storage has not been allocated on MPS device",
        answers=(
            plain(
                "device.mps_input",
                cause="the network is on the GPU of the Mac (mps), and a tensor that it gets, or that"
                " its forward makes, on the CPU",
                fix="x = x.to(device) for each batch, and the targets too, with the device of the"
                " model: device = next(model.parameters()).device; device=x.device for tensors that are"
                " made in forward",
                page="https://docs.pytorch.org/docs/stable/notes/mps.html",
            ),
        ),
    ),
    reading(
        "Mismatched Tensor types in NNPack convolutionOutput",
        answers=(
            plain(
                "device.nnpack",
                cause="the input of a convolution is of another type than its weights: one is on the"
                " CPU and the other on the GPU, or one is float64 or float16",
                fix="x = x.to(weight.device, weight.dtype), which is x.float().to(device) with the"
                " device of the model; and model.to(device)",
                page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.to.html",
                confidence="likely",
            ),
        ),
    ),
    reading(
        "Expected all tensors to be on the same device, but found at least two devices,"
        " {wanted:device} and {got:device}! (when checking argument for argument {argument:name} in"
        " method {method:name}",
        "Expected all tensors to be on the same device, but found at least two devices,"
        " {wanted:device} and {got:device}",
        "Expected all tensors to be on the same device, but got {argument:name} is on {got:device},"
        " different from other tensors on {wanted:device} (when checking argument in method"
        " {method:name}",
        # torch 1.0 to 1.4: https://github.com/pytorch/pytorch/blob/v1.1.0/aten/src/ATen/Utils.h
        "Expected object of backend {wanted:word} but got backend {got:word} for argument #{:number}"
        " '{argument:name}' in call to {method:name}",
        "Expected object of backend {wanted:word} but got backend {got:word} for argument #{:number}"
        " '{argument:name}'",
        "Expected object of backend {wanted:word} but got backend {got:word} for sequence element",
        "Expected object of device type {wanted:word} but got device type {got:word} for argument"
        " #{:number} '{argument:name}' in call to {method:name}",
        "Expected object of device type {wanted:word} but got device type {got:word} for argument"
        " #{:number} '{argument:name}'",
        # torch 1.7 and 1.8: checkAllSameGPU in aten/src/ATen/TensorUtils.cpp
        "Tensor for argument #{:number} '{argument:name}' is on {got:word}, but expected it to be on"
        " {wanted:word} (while checking arguments for {method:name}",
        "is on {got:word}, but expected them to be on {wanted:word} (while checking arguments for",
        # torch 1.3 and 1.4, where operands are brought to one type
        "expected device {wanted:device} but got device {got:device}",
        "expected device {wanted:device} and dtype {:word} but got device {got:device} and dtype",
        "expected type {wanted:type} but got {got:type}",
        # torch 1.5 and 1.6: https://github.com/pytorch/pytorch/blob/v1.6.0/aten/src/ATen/native/TensorIterator.cpp
        "binary_op(): expected both inputs to be on same device, but input a is on {wanted:device} and"
        " input b is on {got:device}",
        # torch 0.4 and 1.0
        "Expected object of type {wanted:type} but found type {got:type} for argument #{:number}"
        " '{argument:name}'",
        "Expected object of type {wanted:type} but found type {got:type} for sequence element",
        answers=ANSWERS,
    ),
    reading(
        # aten/src/ATen/native/RNN.cpp and cudnn/RNN.cpp
        "Input and parameter tensors are not at the same device, found input tensor at {got:device} and"
        " parameter tensor at {wanted:device}",
        answers=(
            plain(
                "device.recurrent",
                cause="the input of the recurrent layer is on {got}, but its parameters are on {wanted}",
                fix="move both to one device: model.to(device), x = x.to(device)",
                page=MODULE_TO,
            ),
        ),
    ),
    reading(
        "Input and hidden tensors are not at the same device, found input tensor at {got:device} and"
        " hidden tensor at {wanted:device}",
        answers=(
            plain(
                "device.hidden",
                cause="the input of the recurrent layer is on {got}, but its initial hidden state is on"
                " {wanted}",
                fix="make the hidden state on the device of the input: torch.zeros(...,"
                " device=x.device),"
                " or leave it out, which is zeros",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html",
            ),
        ),
    ),
    reading(
        # torch 0.4 to 1.8, aten/src/ATen/TensorUtils.cpp; now raised of 'input' and 'weight' in cuDNN
        "Expected tensor for argument #{:number} '{first:name}' to have the same device as tensor for"
        " argument #{:number} '{second:name}'; but device {got:device} does not equal {wanted:device}",
        "tensor for argument #{:number} '{first:name}' to be on the same device as tensor for argument"
        " #{:number} '{second:name}'; but device {got:device} does not equal {wanted:device}",
        answers=(
            plain(
                "parallel.not_replicated",
                cause="in a replica of nn.DataParallel {first} is on GPU {got} and {second} on GPU"
                " {wanted}: one"
                " of the two did not come along with the replica",
                fix="let every layer be an attribute of the module that is wrapped, or in an"
                " nn.ModuleList (not in"
                " a list or dictionary, nor a global one), every constant tensor a buffer, and leave"
                " .cuda() and"
                " .to() out of forward: new tensors go to x.device",
                page=PARALLEL,
                confidence="likely",
                when=_in_replica,
            ),
            plain(
                "device.numbers",
                cause="{first} is on device {got} and {second} on device {wanted}: two GPUs, or the CPU"
                " (-1) and a GPU",
                fix="put the model and its input on one device: model.to(device), x.to(device); under"
                " nn.DataParallel call neither .cuda() nor .to() inside forward",
                page=PARALLEL,
            ),
        ),
    ),
    reading(
        "indices should be either on {} or on the same device as the indexed tensor ({home:device})",
        answers=(
            plain(
                "device.indices",
                cause="a tensor on {home} is indexed, x[index], by a mask or indices on another device",
                fix="bring both to one device: x[index.to(x.device)]; make masks with device=x.device",
                page=TENSOR_TO,
            ),
        ),
    ),
    reading(
        "Input, output and indices must be on the current device",
        answers=(
            plain(
                "device.embedding",
                cause="an Embedding and the indices that it is given are on different devices: the input"
                " is on the CPU, or on another GPU than the weights",
                fix="move both: model.to(device), indices.to(device); of several GPUs call"
                " torch.cuda.set_device(device) first",
                page=TENSOR_TO,
            ),
        ),
    ),
    reading(
        "expected self and mask to be on the same device",
        answers=(
            plain(
                "device.mask",
                cause="masked_fill or masked_select got a mask on another device than its tensor",
                fix="mask.to(x.device), or make it there: torch.zeros(..., device=x.device)",
                page=TENSOR_TO,
            ),
        ),
    ),
)
