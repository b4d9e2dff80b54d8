"""Messages of ONNX Runtime and of the exporters before torch 1.12; TorchScript of attributes."""

from fuzz.message.reading import Told
from fuzz.message.words import option

ONNX = "https://docs.pytorch.org/docs/stable/onnx.html"
RUNTIME = "https://onnxruntime.ai/docs/api/python/api_summary.html"
COMPATIBLE = "https://onnxruntime.ai/docs/reference/compatibility.html"
SCRIPT = "https://docs.pytorch.org/docs/stable/jit_language_reference.html"


def _operator(told: Told) -> dict[str, str]:
    """Why an operation has no operator; adaptive pooling has none of its own in any opset."""
    if told.text("name").startswith("adaptive_"):
        return {
            "why": ": ONNX has no adaptive pooling, and only one to 1 x 1, or to a size that"
            " divides that of"
            " the map, is written as another operator",
            "advice": "make the map of the example input a multiple of the output size (pyramids of"
            " 2, 3 and 6"
            " ask for multiples of 6), or replace the layer by nn.AvgPool2d(window, stride) for"
            " that input;"
            " an AdaptiveAvgPool2d(1) alone is exported; torch 2.5 and later have"
            " torch.onnx.export(..., dynamo=True)",
        }
    return {
        "why": "",
        "advice": "export with a higher opset_version or a later torch, or write that step with other"
        " operations (1 / x.sqrt() for rsqrt)",
    }


READINGS = (
    option(
        "onnx_run.rank",
        "Invalid rank for input: {name:name} Got: {got:number} Expected: {wanted:number}",
        cause="the exported model takes {name} with {wanted} dimensions, but got {got}: as a rule the"
        " dimension of the batch is missing, or the array is of another input",
        fix="print session.get_inputs()[0].shape and the shape of the array; one image [C, H, W]"
        " becomes a batch by image[None], a grey [H, W] by image[None, None]",
        page=RUNTIME,
        confidence="likely",
        when=lambda told: told.number("got") != told.number("wanted"),
    ),
    option(
        "onnx_run.input_name",
        "Invalid Feed Input Name:{name:name}",
        "Invalid Feed Input Name: {name:name}",
        "Invalid input name: {name:name}",
        cause="the exported model has no input of the name {name}",
        fix="use the name that it has, session.get_inputs()[0].name, or choose names when it is"
        " exported: input_names=['{name}']",
        page=RUNTIME,
    ),
    option(
        "onnx_run.missing_input",
        "Required inputs ([{wanted}]) are missing from input feed ([{got}])",
        cause="session.run got arrays for [{got}], but the exported model has other inputs, and lacks"
        " [{wanted}]",
        fix="use the names that it has: session.run(None, {{session.get_inputs()[0].name: images}})",
        page=RUNTIME,
    ),
    option(
        "onnx_run.version",
        "Unsupported model IR version: {got:number}, max supported IR version: {wanted:number}",
        cause="the file has ONNX format version {got}, and this ONNX Runtime reads up to {wanted}: it is"
        " older than the onnx package that wrote the file",
        fix="update onnxruntime, or write the older version: model.ir_version = {wanted} before"
        " onnx.save",
        page=COMPATIBLE,
        when=lambda told: told.number("got") > told.number("wanted"),
    ),
    option(
        "onnx_run.providers",
        "you are required to explicitly set the providers parameter when instantiating InferenceSession",
        cause="ONNX Runtime since 1.9 with more than the CPU in it does not choose by itself where"
        " to run",
        fix="InferenceSession(path, providers=['CUDAExecutionProvider', 'CPUExecutionProvider'])",
        page=RUNTIME,
    ),
    # torch 1.0 to 1.11: pytorch v1.7.0, torch/csrc/jit/serialization/export.cpp
    option(
        "onnx_run.python_function",
        "Couldn't export Python operator {name:name}",
        cause="the network has an autograd.Function of its own, {name}, which ONNX does not know",
        fix="for the export replace it by layers of torch that compute the same (BatchNorm2d and an"
        " activation for InPlaceABN), or give the Function a static method symbolic(g, ...) that writes"
        " ONNX operators",
        page=ONNX,
    ),
    option(
        "onnx_run.operator",
        "Couldn't export operator aten::{name:name}",
        cause="this release of torch has no ONNX operator for aten::{name} in the opset that was asked"
        " for{why}",
        fix="{advice}",
        page=ONNX,
        more=_operator,
    ),
    option(
        "onnx_run.script_type",
        "Module '{object:name}' has no attribute '{name:name}' (This attribute exists on the Python"
        " module, but we failed to convert Python type: '{kind:text}' to a TorchScript type",
        cause="TorchScript cannot use self.{name} of {object}: its Python type, {kind}, has no form in"
        " TorchScript, as a list or dictionary of modules has none",
        fix="keep modules in nn.ModuleList or nn.ModuleDict, annotate other values in the class"
        " ({name}: List[int]), or use torch.jit.trace or torch.export, which need no types",
        page=SCRIPT,
    ),
    option(
        "onnx_run.script_attribute",
        "Tried to access nonexistent attribute or method '{name:name}' of type '{kind:text}'.",
        cause="TorchScript knows no attribute or method {name} of {kind}: it is not set in __init__, it"
        " is a constant of a layer such as kernel_size that a scripted function does not see, or a"
        " method that is not compiled",
        fix="set it in __init__ with a type that TorchScript has, pass the value as an argument, mark a"
        " method with @torch.jit.export, or use torch.jit.trace or torch.export",
        page=SCRIPT,
        confidence="likely",
    ),
    # torch 1.2 to 1.4 word it so, with the line of source behind it.
    option(
        "onnx_run.script_no_attribute",
        "RuntimeError: module has no attribute '{name:name}'",
        cause="TorchScript finds no attribute {name} that it can use: the attribute is None or of a"
        " Python type that this release cannot convert, as downsample is in a ResNet of old torchvision",
        fix="update torch and torchvision together (torchvision 0.5 and later can be scripted), name it"
        " in __constants__, or use torch.jit.trace(model, example)",
        page=SCRIPT,
        confidence="likely",
    ),
)
