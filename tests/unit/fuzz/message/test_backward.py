"""Messages of the backward pass: the operation, the shape and the versions tell what was modified."""

import pytest

from fuzz.message import explain
from tests.unit.fuzz.message.traceback import BACKWARD, Frames, raised

MODIFIED = (
    "RuntimeError: one of the variables needed for gradient computation has been modified by an inplace"
    " operation"
)
PREDICTED: Frames = (
    ("train.py", "<module>", "loss = criterion(output.argmax(1).float(), target)"),
    *BACKWARD,
)
NO_GRADIENT = "RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn"
NOTHING = "AttributeError: 'NoneType' object has no attribute 'data'"

ANSWERS = [
    (
        f"{MODIFIED}: [torch.cuda.FloatTensor [64, 256, 56, 56]], which is output 0 of ReluBackward0,"
        " is at version 2; expected version 1 instead. Hint: enable anomaly detection",
        "autograd.after_activation",
        "[64, 256, 56, 56]",
    ),
    (
        f"{MODIFIED}: [torch.cuda.FloatTensor [1000, 2048]], which is output 0 of TBackward, is at"
        " version 2; expected version 1 instead.",
        "autograd.stepped",
        "[1000, 2048]",
    ),
    (
        f"{MODIFIED}: [torch.cuda.FloatTensor [64]] is at version 3; expected version 2 instead.",
        "autograd.stepped",
        "broadcast_buffers=False",
    ),
    (
        f"{MODIFIED}: [torch.FloatTensor [8, 4, 7, 7]], which is output 0 of CatBackward0, is at"
        " version 1; expected version 0 instead.",
        "autograd.inplace",
        "CatBackward0",
    ),
    (MODIFIED, "network.inplace", "inplace=False"),
    (NO_GRADIENT, "network.requires_grad", "fc.requires_grad_(True)"),
    (NO_GRADIENT.replace("tensors", "variables"), "network.requires_grad", "no_grad"),
    (raised(NO_GRADIENT, PREDICTED), "network.requires_grad", "max()[1]"),
    (
        "RuntimeError: Trying to backward through the graph a second time, but the buffers have already"
        " been freed. Specify retain_graph=True when calling backward the first time.",
        "autograd.twice",
        "loss1 + loss2",
    ),
    (
        "RuntimeError: Output 0 of BackwardHookFunctionBackward is a view and is being modified"
        " inplace.",
        "autograd.hook_inplace",
        "m.inplace = False",
    ),
    (
        "RuntimeError: Output 0 of SplitBackward0 is a view and is being modified inplace.",
        "autograd.view_of_several",
        "SplitBackward0",
    ),
    ("AttributeError: 'list' object has no attribute 'backward'", "autograd.no_tensor", "sum(losses)"),
]


@pytest.mark.parametrize(("text", "name", "telling"), ANSWERS)
def test_what_was_modified_or_has_no_graph(text: str, name: str, telling: str) -> None:
    answer = explain(text).answer
    assert answer is not None
    assert answer.name == name
    assert telling in f"{answer.cause} {answer.fix}"


def test_a_matrix_that_was_modified_may_be_features_too() -> None:
    said = explain(
        f"{MODIFIED}: [torch.FloatTensor [64, 512]], which is output 0 of AsStridedBackward0, is at"
        " version 2; expected version 1 instead."
    )
    assert said.answer is not None
    assert said.answer.name == "autograd.stepped"
    assert [one.name for one in said.others] == ["autograd.inplace"]


def test_other_causes_of_a_missing_graph_are_told_apart() -> None:
    names = [one.name for one in explain(NO_GRADIENT).others]
    assert names == ["autograd.all_frozen", "autograd.disconnected"]
    assert explain(raised(NO_GRADIENT, PREDICTED)).others == ()


@pytest.mark.parametrize(
    "text",
    [
        NOTHING,
        "RuntimeError: output with shape [1, 28, 28] doesn't match the broadcast shape [3, 28, 28]",
        "AttributeError: 'Namespace' object has no attribute 'backward'",
    ],
)
def test_what_has_another_cause_is_left_alone(text: str) -> None:
    answer = explain(text).answer
    assert answer is None or not answer.name.startswith("autograd.")
