"""Messages of ONNX, torch.export and traces: what comes out of a network, and in which sizes."""

import re

from fuzz.message.reading import Told, plain, reading

ONNX = "https://docs.pytorch.org/docs/stable/onnx.html"
EXPORT = "https://docs.pytorch.org/docs/stable/export.html"
TRACE = "https://docs.pytorch.org/docs/stable/generated/torch.jit.trace.html"
FX = "https://docs.pytorch.org/docs/stable/fx.html"
DYNAMIC = "dynamic_axes={{'input': {{0: 'batch'}}, 'output': {{0: 'batch'}}}}"


def _of_ivalue(told: Told) -> bool:
    """Whether it is C++ that says so."""
    text = f"{told.raised.exception} {told.raised.message} {told.rest}"
    return re.search(r"toTensor|ivalue|c10::Error|reportToTensorTypeError", text) is not None


READINGS = (
    reading(
        "Encountering a dict at the output of the tracer might cause the trace to be incorrect",
        "Encountering a list at the output of the tracer might cause the trace to be incorrect",
        answers=(
            plain(
                "export.traced_dict",
                cause="the network returns a dictionary or list, as the segmentation models of"
                " torchvision and backbones with several maps do, and torch.jit.trace takes tensors and"
                " tuples unless told otherwise",
                fix="torch.jit.trace(model, example, strict=False); or wrap it in a module that returns"
                " the tensor: model(x)['out']",
                page="https://docs.pytorch.org/docs/stable/generated/torch.jit.trace.html",
            ),
        ),
    ),
    reading(
        "'Proxy' object cannot be interpreted as an integer",
        "'len' is not supported in symbolic tracing by default",
        answers=(
            plain(
                "export.fx_count",
                cause="torch.fx (also of create_feature_extractor and FX quantisation) runs forward"
                " without data: a size of the input is no number there, so that range(x.shape[0]),"
                " len(x) or a loop over a tensor can't be followed",
                fix="write it without a loop over sizes, or keep that part whole: torch.fx.wrap of the"
                " function, tracer_kwargs={{'leaf_modules': [Block]}} for create_feature_extractor, or"
                " concrete_args; hooks (register_forward_hook) need no tracing",
                page="https://docs.pytorch.org/docs/stable/fx.html",
            ),
        ),
    ),
    reading(
        "Batch norm got a batched tensor as input while the running_mean or running_var",
        answers=(
            plain(
                "export.vmapped_norm",
                cause="torch.func.vmap can't update the running statistics of a BatchNorm, which are"
                " one for all of the batch that it maps over",
                fix="model.eval(), or torch.func.replace_all_batch_norm_modules_(model) (it takes the"
                " running statistics away), or GroupNorm",
                page="https://docs.pytorch.org/docs/stable/func.batch_norm.html",
            ),
        ),
    ),
    reading(
        "Got invalid dimensions for input: {name:name} for the following indices index: 0 Got:"
        " {got:number} Expected: {wanted:number}",
        answers=(
            plain(
                "export.onnx_batch",
                cause="the model was exported with a batch of {wanted}, and {name} has a batch of {got}:"
                " sizes are fixed unless they are named as dynamic",
                fix=f"export with {DYNAMIC} (dynamic_shapes with dynamo=True), or run batches of"
                f" {{wanted}}",
                page=ONNX,
            ),
        ),
    ),
    reading(
        "Got invalid dimensions for input: {name:name} for the following indices index: {axis:number}"
        " Got: {got:number} Expected: {wanted:number}",
        answers=(
            plain(
                "export.onnx_size",
                cause="the model was exported for {wanted} in dimension {axis} of {name}, and got {got}",
                fix="give it that size, or name the dimension in dynamic_axes when it is exported",
                page=ONNX,
            ),
        ),
    ),
    reading(
        "Unexpected input data type. Actual: (tensor({got:name})) , expected: (tensor({wanted:name}))",
        answers=(
            plain(
                "export.onnx_dtype",
                cause="the exported model takes {wanted}, and got {got}",
                fix="convert the array: images.astype(np.float32) for tensor(float)",
                page=ONNX,
            ),
        ),
    ),
    reading(
        "ONNX export of operator adaptive_avg_pool2d, output size that are not factor of input size",
        "Unsupported: ONNX export of operator adaptive_avg_pool2d",
        "adaptive_avg_pool2d, since output size is not factor of input size",
        answers=(
            plain(
                "export.onnx_adaptive_pool",
                cause="ONNX has no adaptive pooling: the output size of AdaptiveAvgPool2d has to divide"
                " the size of its input, which has to be known",
                fix="use AdaptiveAvgPool2d(1), an image size that gives a multiple of the output size,"
                " or AvgPool2d with a fixed kernel",
                page=ONNX,
            ),
        ),
    ),
    reading(
        "Exporting the operator '{name:text}' to ONNX opset version {opset:number} is not supported",
        "Exporting the operator {name:text} to ONNX opset version {opset:number} is not supported",
        answers=(
            plain(
                "export.onnx_operator",
                cause="ONNX opset {opset} has no operator for {name}",
                fix="export with a higher opset_version or with torch.onnx.export(..., dynamo=True), or"
                " write that step with other operators",
                page=ONNX,
            ),
        ),
    ),
    reading(
        "Constraints violated ({name:name})!",
        answers=(
            plain(
                "export.constraints",
                cause="dimension {name} was declared dynamic, but the model fixes it: a number in"
                " forward (reshape(2, -1), a buffer of that size) or the example has one value only",
                fix="use x.shape[0] or torch.flatten(x, 1) in forward in place of the number, with an"
                " example of batch 2 or more; or leave {name} static",
                page=EXPORT,
            ),
        ),
    ),
    reading(
        "Expecting `args` to be a tuple of example positional inputs, got <class '{got:name}'",
        answers=(
            plain(
                "export.arguments",
                cause="torch.export.export takes its example inputs as a tuple, but got a {got}",
                fix="put it in brackets: torch.export.export(model, (images,))",
                page=EXPORT,
            ),
        ),
    ),
    reading(
        "Could not guard on data-dependent expression",
        "Could not extract specialized integer from data-dependent expression",
        answers=(
            plain(
                "export.data_dependent",
                cause="forward branches on the value of a tensor, which is not known while it is"
                " exported",
                fix="use torch.where or torch.cond in place of if, and take .item() out of forward",
                page=EXPORT,
            ),
        ),
    ),
    reading(
        "Tracer cannot infer type of",
        "of traced region cannot be understood by the tracer, only outputs matching",
        "Only tensors, lists, tuples of tensors, or dictionary of tensors can be output from traced",
        answers=(
            plain(
                "export.traced_output",
                cause="torch.jit.trace takes a model that returns tensors, tuples, or dictionaries of"
                " tensors alone, and this one returns something else: None, a number, a string, a"
                " dataclass",
                fix="wrap it in a module whose forward returns tensors, such as model(x)['out']; for"
                " dictionaries of tensors alone pass strict=False",
                page=TRACE,
            ),
        ),
    ),
    reading(
        "Expected Tensor but got {got:name}",
        anywhere=True,
        answers=(
            plain(
                "export.libtorch_output",
                cause="a C++ program (libtorch) takes a {got} for one tensor, toTensor(): the network"
                " that was scripted or traced returns several things, or its inputs were put into one"
                " tuple",
                fix="take the one that is meant: output.toTuple()->elements()[0].toTensor()"
                ' (toGenericDict().at("out"), toList().get(0)), or export a wrapper whose forward'
                " returns one tensor; inputs.push_back() each argument by itself",
                page="https://docs.pytorch.org/docs/stable/jit.html",
                confidence="likely",
                when=_of_ivalue,
            ),
        ),
    ),
    reading(
        "ONNX export of operator adaptive pooling, since output_size is not constant",
        "adaptive pooling, since output_size is not constant",
        answers=(
            plain(
                "export.onnx_pool_of_shape",
                cause="the output_size of an adaptive pooling is worked out from the shape of a"
                " tensor, and ONNX needs a number that is known when the model is exported",
                fix="write the number down, F.adaptive_avg_pool2d(x, (7, 7)) or 1, or int(x.shape[-1])"
                " with a fixed image size and no dynamic axes for it; F.interpolate takes sizes that"
                " are not known",
                page=ONNX,
            ),
        ),
    ),
    reading(
        "but it is not part of the active trace. Modules that are called during a trace must be"
        " registered as submodules",
        answers=(
            plain(
                "export.unregistered_module",
                cause="forward calls a module that is no part of the one that is traced: it stands in"
                " a list or dictionary of Python, is a global, or was assigned to another object",
                fix="make it a part of it in __init__(): self.backbone = backbone,"
                " nn.ModuleList(layers) in place of a list, nn.ModuleDict in place of a dictionary",
                page=TRACE,
            ),
        ),
    ),
    reading(
        "Unknown builtin op: torchvision::{name:name}",
        answers=(
            plain(
                "export.no_vision_operators",
                cause="the scripted network uses torchvision::{name}, and the program that loads it"
                " has not loaded torchvision",
                fix="import torchvision before torch.jit.load(path); in C++ link libtorchvision and"
                " include <torchvision/vision.h>",
                page="https://github.com/pytorch/vision#using-the-models-on-c",
            ),
        ),
    ),
    reading(
        "Dictionary inputs to traced functions must have consistent type",
        answers=(
            plain(
                "export.traced_mixed",
                cause="torch.jit.trace takes dictionaries whose values are of one type, and one that"
                " the network gets or returns mixes them, such as tensors and lists of dictionaries"
                " (the aux_outputs of a DETR)",
                fix="wrap it in a module whose forward returns tensors alone, such as"
                " (out['pred_logits'], out['pred_boxes']), or leave the other entries out"
                " (aux_loss=False); strict=False doesn't help with mixed values",
                page=TRACE,
            ),
        ),
    ),
)
