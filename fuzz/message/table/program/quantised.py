"""Messages of quantised networks."""

import re

from fuzz.message.reading import Told, plain, reading

QUANTISE = "https://docs.pytorch.org/docs/stable/quantization.html"
MODELS = "https://docs.pytorch.org/vision/stable/models.html#quantized-models"


def _of_one_dimension(told: Told) -> bool:
    """Whether it is a convolution of one dimension with its norm, which newer releases do fuse."""
    kinds = re.findall(r"(\w+)'?>", told.text("kinds"))
    return kinds in (["Conv1d", "BatchNorm1d"], ["Conv1d", "BatchNorm1d", "ReLU"])


def _not_of_torch(told: Told) -> dict[str, str] | None:
    """The classes to be fused that are none of torch.nn."""
    kinds = re.findall(r"<class '([\w.]+)'>", told.text("kinds"))
    others = list(dict.fromkeys(one for one in kinds if not one.startswith("torch.")))
    if not others:
        return None
    named = ", ".join(
        one.rpartition(".")[2] + ("" if one.startswith("__main__.") else f" of {one.partition('.')[0]}")
        for one in others
    )
    return {"others": f"{named} {'is none' if len(others) == 1 else 'are none'} of these"}


READINGS = (
    reading(
        "did not find fuser method for: ({kinds})",
        "Cannot fuse modules: ({kinds})",
        answers=(
            plain(
                "quantised.unfused_yet",
                cause="this release of torch has no fusion of {kinds}: at first there were those of"
                " two dimensions alone",
                fix="update torch, or leave these modules out of the list: they are quantised one by"
                " one",
                page="https://docs.pytorch.org/docs/stable/generated/torch.ao.quantization.fuse_modules.fuse_modules.htm"
                "l",
                confidence="likely",
                when=_of_one_dimension,
            ),
            plain(
                "quantised.foreign",
                cause="fuse_modules() knows the very classes of torch alone (nn.Conv2d,"
                " nn.BatchNorm2d, nn.ReLU, nn.Linear, ...), and {others}",
                fix="leave these modules out of the list (of a block of several layers name the"
                " layers, 'block.conv' and 'block.bn'), or fuse the network of torch's own layers"
                " first and replace or quantise them afterwards, by the way that the library of the"
                " others has (Brevitas merges a norm itself, merge_bn)",
                page="https://docs.pytorch.org/docs/stable/generated/torch.ao.quantization.fuse_modules.fuse_modules.html",
                more=_not_of_torch,
            ),
            plain(
                "quantised.unfused",
                cause="there is no fusion of these modules in this order: {kinds}",
                fix="fuse what there is one for, in the order in which they run: [conv, bn, relu],"
                " [conv, bn], [conv, relu], [linear, relu], [bn, relu], and of a ConvTranspose2d [conv,"
                " bn] alone; name the ReLU that belongs to this convolution, or leave it out",
                page="https://docs.pytorch.org/docs/stable/generated/torch.ao.quantization.fuse_modules"
                ".fuse_modules.html",
            ),
        ),
    ),
    reading(
        "Could not run 'aten::add{kind:name}' with arguments from the 'QuantizedCPU' backend",
        # torch 1.4 and 1.5: https://github.com/pytorch/pytorch/issues/34613
        "Could not run 'aten::add{kind:name}' with arguments from the 'QuantizedCPUTensorId' backend",
        "Didn't find kernel to dispatch to for operator 'aten::add{kind:name}'. Tried to look up"
        " kernel for dispatch key 'QuantizedCPUTensorId'",
        answers=(
            plain(
                "quantised.add",
                cause="two quantised tensors were added with + or +=, as the shortcut of a BasicBlock or"
                " Bottleneck does; aten::add takes no quantised tensors",
                fix="use torchvision.models.quantization.resnet50, or in a block of your own self.add ="
                " nn.quantized.FloatFunctional() and self.add.add(out, identity)",
                page=MODELS,
            ),
        ),
    ),
    reading(
        "Could not run 'quantized::{name:name}' with arguments from the 'CPU' backend",
        "Could not run 'quantized::{name:name}' with arguments from the 'CPUTensorId' backend",
        # torch 1.3: https://github.com/pytorch/pytorch/issues/28483
        "Didn't find kernel to dispatch to for operator 'quantized::{name:name}'. Tried to look up"
        " kernel for dispatch key 'CPUTensorId'",
        answers=(
            plain(
                "quantised.no_stub",
                cause="a quantised layer (quantized::{name}) got a float tensor: nothing quantises the"
                " input in front of it",
                fix="put QuantStub() in front of the network and DeQuantStub() behind it before prepare"
                " and convert: nn.Sequential(QuantStub(), model, DeQuantStub())",
                page=QUANTISE,
            ),
        ),
    ),
    reading(
        "Could not run 'quantized::{name:name}' with arguments from the 'CUDA' backend",
        "Could not run 'quantized::{name:name}' with arguments from the 'CUDATensorId' backend",
        answers=(
            plain(
                "quantised.cuda",
                cause="quantised layers (quantized::{name}) run on the CPU, but got a tensor on CUDA",
                fix="model.cpu() before convert, and images.cpu()",
                page=QUANTISE,
            ),
        ),
    ),
    reading(
        "Could not run 'aten::{name:name}' with arguments from the 'QuantizedCPU' backend",
        "Could not run 'aten::{name:name}' with arguments from the 'QuantizedCPUTensorId' backend",
        "Didn't find kernel to dispatch to for operator 'aten::{name:name}'. Tried to look up kernel"
        " for dispatch key 'QuantizedCPUTensorId'",
        answers=(
            plain(
                "quantised.float_layer",
                cause="aten::{name} takes no quantised tensor: a layer of floats, one that was not"
                " converted or has no quantised form, stands behind QuantStub",
                fix="model.eval(), prepare, calibrate and convert(model), if it was not converted; else"
                " put DeQuantStub() in front of that layer and QuantStub() behind it",
                page=QUANTISE,
            ),
        ),
    ),
    reading(
        "Didn't find engine for operation {name:word} NoQEngine",
        "quantized engine NoQEngine is not supported",
        answers=(
            plain(
                "quantised.engine",
                cause="this build of torch has no engine for quantised layers chosen (NoQEngine)",
                fix="torch.backends.quantized.engine = 'qnnpack' on ARM, 'x86' or 'fbgemm' elsewhere;"
                " torch.backends.quantized.supported_engines names those it has",
                page=QUANTISE,
            ),
        ),
    ),
    reading(
        "Fusion only for eval!",
        answers=(
            plain(
                "quantised.fuse_training",
                cause="a convolution and its BatchNorm are joined by the running statistics, and the"
                " network is in training mode",
                fix="model.eval() before fuse_modules; fuse_modules_qat for quantisation-aware training",
                page=QUANTISE,
            ),
        ),
    ),
    reading(
        "prepare_qat only works on models in training mode",
        answers=(
            plain(
                "quantised.prepare_eval",
                cause="prepare_qat prepares for training, and the network is in evaluation mode",
                fix="model.train() before prepare_qat",
                page=QUANTISE,
            ),
        ),
    ),
    reading(
        "Unimplemented backend QuantizedCPU",
        answers=(
            plain(
                "quantised.unimplemented",
                cause="an operation of floats got a quantised tensor: between QuantStub and DeQuantStub"
                " there is a layer or a +, *, cat of tensors that has no quantised form",
                fix="put DeQuantStub() in front of that layer and QuantStub() behind it, and write + and"
                " * of a block as nn.quantized.FloatFunctional().add(a, b) and .mul(a, b)",
                page=QUANTISE,
                confidence="likely",
            ),
        ),
    ),
)
