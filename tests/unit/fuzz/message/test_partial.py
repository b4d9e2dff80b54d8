"""Parts of a paste: what was cut off, typed in front of a message, or raised by another library."""

import pytest

from fuzz.message import explain
from fuzz.message.begun import begun
from fuzz.message.paste import parse
from fuzz.message.wording import Wording

MEMORY = (
    "THCudaCheck FAIL file=/pytorch/aten/src/THC/generic/THCStorage.cu line=58 error=2 : out of memory"
)


def name_of(text: str) -> str:
    answer = explain(text).answer
    return "" if answer is None else answer.name


def test_a_message_that_ends_in_a_word_is_read() -> None:
    assert name_of("RuntimeError: Output 0 of BackwardHookFunctionBac") == "autograd.hook_inplace"


def test_the_general_one_of_those_that_begin_alike_is_told() -> None:
    assert name_of("RuntimeError: Expected all tensors to be on the sa") == "cut.devices"


@pytest.mark.parametrize(
    "message", ["Out", "Output 0 of Relu", "Expected all birds to be on the same d"]
)
def test_a_beginning_that_tells_nothing_has_no_answer(message: str) -> None:
    assert name_of(f"RuntimeError: {message}") == ""


def test_a_beginning_has_the_fields_that_stand_before_its_end() -> None:
    wording = Wording("start ({start:number}) + length ({length:number}) exceeds dimension size")
    assert begun(wording, "start (3) + length (-2) exceeds dimens...") == {"start": "3", "length": "-2"}
    assert begun(wording, "start (3) + length (-2) is of no dimens") is None


def test_frames_of_a_traceback_without_its_end_are_those_of_the_lines_beside_it() -> None:
    text = f'{MEMORY}\nTraceback (most recent call last):\n  File "train.py", line 9, in evaluate\n    x'
    assert parse(text).frames[-1].function == "evaluate"
    assert name_of(text) == "memory.evaluation_graph"
    assert name_of(text.replace("in evaluate", "in train")) == "memory.gpu"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("net.load_state_dict(checkpoint['model']) KeyError: 'model'", "load.no_such_key"),
        ("a word of a dictionary KeyError: 'model'", ""),
        (
            "y_pred, _ = model(x)\nValueError: too many values to unpack (expected 2)",
            "network.one_output",
        ),
        ("a, b = pair\nValueError: too many values to unpack (expected 2)", ""),
    ],
)
def test_a_line_of_source_that_was_typed_says_where_it_was(text: str, name: str) -> None:
    assert name_of(text) == name


def test_a_key_may_lack_its_last_quote() -> None:
    assert parse("KeyError: 'state_dict").raised[0].message == "'state_dict'"


def test_an_exception_may_have_a_name_without_capitals() -> None:
    raised = parse("struct.error: unpack requires a buffer of 4 bytes").raised[0]
    assert (raised.exception, raised.message) == ("error", "unpack requires a buffer of 4 bytes")


@pytest.mark.parametrize(
    "around",
    [
        '  File "/lib/site-packages/{}/fluid/framework.py", line 297, in backward\n    run_backward()\n',
        "/home/user/torch/install/bin/luajit: {}\n",
    ],
)
def test_what_another_library_raised_is_left_alone(around: str) -> None:
    text = around.format("paddle") + "RuntimeError: CUDNN_STATUS_EXECUTION_FAILED"
    assert name_of(text) == ""
    ours = '  File "/lib/site-packages/torch/nn/modules/conv.py", line 297, in forward\n    conv2d()\n'
    assert name_of(ours + text) == "installation.cudnn"


SAME = "RuntimeError: Error(s) in loading state_dict for ResNet:\n"
RESIZED = (
    "\tsize mismatch for layer{}.1.{}.weight: copying a param with shape torch.Size({}) from checkpoint,"
    " the shape in current model is torch.Size({}).\n"
)


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ((("conv1", [7, 64, 3, 3], [64, 64, 3, 3]), ("bn1", [7], [64])), "pruning"),
        (
            (("conv1", [128, 256, 1, 1], [64, 256, 1, 1]), ("conv3", [256, 128, 1, 1], [256, 64, 1, 1])),
            "width_per_group",
        ),
        # what goes in differs as well: no matter of the inside
        ((("conv1", [7, 32, 3, 3], [64, 64, 3, 3]), ("conv2", [64, 7, 3, 3], [64, 64, 3, 3])), ""),
    ],
)
def test_blocks_that_differ_inside_alone_are_pruned_or_of_another_width(
    sizes: tuple[tuple[str, list[int], list[int]], ...], said: str
) -> None:
    answer = explain(SAME + "".join(RESIZED.format(1, *one) for one in sizes)).answer
    assert answer is not None
    assert ("differ inside alone" in answer.fix) == bool(said)
    assert said in answer.fix
