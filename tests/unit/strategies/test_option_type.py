"""An option type refuses what torch refuses, and nothing that torch runs."""

import pytest
import torch

from fuzz.execution.construction import construct
from strategies.contract.layer import invalid_options
from strategies.layer import Layer
from strategies.loss.option_type import check_types
from strategies.rule import RuleViolated
from strategies.value import Options, Value

IMAGE = (2, 8, 8, 8)

RUN: list[tuple[str, dict[str, Value], tuple[int, ...]]] = [
    ("InstanceNorm2d", {"num_features": 8.0}, IMAGE),
    ("GroupNorm", {"num_groups": 1, "num_channels": 8.0, "affine": False}, IMAGE),
    ("FrozenBatchNorm2d", {"num_features": (2, 4)}, IMAGE),
    ("PReLU", {"num_parameters": ()}, IMAGE),
    ("LPPool2d", {"norm_type": "2", "kernel_size": 2}, IMAGE),
    ("Upsample", {"scale_factor": "2"}, IMAGE),
    ("LSTM", {"input_size": 8, "hidden_size": 4, "proj_size": 0.0}, (2, 3, 8)),
    ("Conv2d", {"in_channels": 8, "out_channels": 2, "kernel_size": True}, IMAGE),
    ("Dropout", {"p": True}, IMAGE),
]

REFUSED: list[tuple[str, dict[str, Value], tuple[int, ...]]] = [
    ("InstanceNorm2d", {"num_features": 8.0, "affine": True}, IMAGE),
    ("GroupNorm", {"num_groups": 1, "num_channels": 8.0}, IMAGE),
    ("PReLU", {"num_parameters": (2, 4)}, IMAGE),
    ("LPPool2d", {"norm_type": "two", "kernel_size": 2}, IMAGE),
    ("Conv2d", {"in_channels": 8, "out_channels": 2, "kernel_size": 3, "stride": True}, IMAGE),
    ("MaxPool2d", {"kernel_size": True}, IMAGE),
    ("Softmax", {"dim": True}, IMAGE),
    ("View", {"shape": 2.0}, IMAGE),
    ("BatchNorm2d", {"num_features": True}, (2, 1, 8, 8)),
]


@pytest.mark.parametrize(("kind", "options", "shape"), RUN)
def test_what_torch_runs_is_no_other_type(kind: str, options: Options, shape: tuple[int, ...]) -> None:
    layer = Layer(kind, dict(options))
    construct(layer, "cpu")(torch.rand(shape))
    assert invalid_options(layer) is None


@pytest.mark.parametrize(("kind", "options", "shape"), REFUSED)
def test_what_torch_refuses_is_another_type(kind: str, options: Options, shape: tuple[int, ...]) -> None:
    layer = Layer(kind, dict(options))
    with pytest.raises((TypeError, ValueError, RuntimeError)):
        construct(layer, "cpu")(torch.rand(shape))
    violated = invalid_options(layer)
    assert violated is not None
    assert violated.rule.name == "option_type"


def test_a_flag_is_no_class_index() -> None:
    with pytest.raises(RuleViolated):
        check_types("CrossEntropyLoss", {"ignore_index": True})
    check_types("CrossEntropyLoss", {"ignore_index": 255, "label_smoothing": 0})
