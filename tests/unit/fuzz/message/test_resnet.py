"""Failures of ResNets that people edit, read by their kind; and what is like them and is none."""

import pytest

from fuzz.message import explain

GROUPS = "RuntimeError: Given groups=1, weight of size"
LOADING = "RuntimeError: Error(s) in loading state_dict for ResNet:\n\t"
CASES = (
    (
        f"{GROUPS} [64, 3, 3, 7, 7], expected input[4, 16, 3, 112, 112] to have 3 channels, but got 16",
        "convolution.frames_first",
        "x.transpose(1, 2)",
    ),
    (
        f"{GROUPS} [64, 3, 3, 7, 7], expected input[4, 16, 112, 112, 3] to have 3 channels, but got 16",
        "convolution.channels_last",
        "x.permute(0, 4, 1, 2, 3)",
    ),
    (
        f"{GROUPS} [64, 3, 7, 7], expected input[2, 12, 64, 64] to have 3 channels, but got 12",
        "channels",
        "nn.Conv2d(12, 64, kernel_size=7",
    ),
    (f'{LOADING}Missing key(s) in state_dict: "conv1.bias". ', "load.bias", "bias=False"),
    (f'{LOADING}Unexpected key(s) in state_dict: "fc.bias". ', "load.bias", "bias=True"),
    (f'{LOADING}Missing key(s) in state_dict: "fc.weight", "fc.bias". ', "load.no_head_in_file", "fc"),
    (
        f"{LOADING}size mismatch for layer4.2.conv2.weight: copying a param with shape torch.Size([512,"
        " 16, 3, 3]) from checkpoint, the shape in current model is torch.Size([512, 512, 3, 3]).",
        "load.size",
        "groups=32",
    ),
    ("AttributeError: 'BasicBlock' object has no attribute 'conv3'", "part.third_convolution", "conv2"),
    (
        "AttributeError: 'Bottleneck' object has no attribute 'relu2'",
        "part.of_block",
        "conv3, bn3, relu",
    ),
    ("AttributeError: 'ResNet' object has no attribute 'layer5'", "part.of_resnet", "layer4"),
    ("AttributeError: 'ResNet' object has no attribute 'keys'", "load.network_as_state_dict", "keys"),
    (
        "AttributeError: 'Net' object has no attribute 'parameters'",
        "part.no_module",
        "class Net(nn.Module)",
    ),
    (
        "AttributeError: 'tuple' object has no attribute 'requires_grad'",
        "frozen.named_parameters",
        "name, p",
    ),
    (
        "TypeError: 'MyResNet' object does not support item assignment",
        "module.assigned_by_index",
        "model.fc",
    ),
    ("TypeError: 'Linear' object is not subscriptable", "module.index_of_layer", "without the brackets"),
    (
        "TypeError: hook_fn() takes 2 positional arguments but 3 were given",
        "hook.arguments",
        "inputs, output",
    ),
    (
        "AttributeError: type object 'ResNet18_Weights' has no attribute 'IMAGENET1K_V2'",
        "zoo.no_such_entry",
        "ResNet18_Weights.DEFAULT",
    ),
    (
        "shape mismatch: value tensor of shape [64, 3, 7, 7] cannot be broadcast to indexing result of"
        " shape [64, 1, 7, 7]",
        "edit.weight_channels",
        "old.weight.sum(1",
    ),
)
ELSEWHERE = (
    "AttributeError: 'NoneType' object has no attribute 'children'",
    "AttributeError: 'str' object has no attribute 'items'",
    "AttributeError: module 'models' has no attribute 'CharField'",
    "AttributeError: type object 'User' has no attribute 'fc'",
    "KeyError: 'Weights'",
    "TypeError: 'RandomForestClassifier' object is not subscriptable",
    "TypeError: 'IPv4Network' object is not iterable",
    "TypeError: 'int' object is not subscriptable",
    "TypeError: __init__() missing 1 required positional argument: 'on_delete'",
    "TypeError: webhook() takes 2 positional arguments but 3 were given",
)
"""What programs without a network say as well."""


@pytest.mark.parametrize(("message", "name", "telling"), CASES)
def test_a_failure_of_a_resnet_is_read_by_its_kind(message: str, name: str, telling: str) -> None:
    answer = explain(message).answer
    assert answer is not None
    assert name in (answer.name, answer.rule)
    assert telling in f"{answer.cause} {answer.fix}"


@pytest.mark.parametrize("message", ELSEWHERE)
def test_what_any_program_says_is_left_alone(message: str) -> None:
    assert explain(message).answer is None


def test_a_map_of_three_by_three_has_no_channels_last() -> None:
    answer = explain(f"{GROUPS} [3, 3, 1, 1], expected input[8, 64, 3, 3] to have 3 channels,").answer
    assert answer is not None
    assert answer.rule == "conv2d.channels"
