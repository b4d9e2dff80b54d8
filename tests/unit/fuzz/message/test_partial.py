"""Parts of a paste: what was cut off, typed in front of a message, or raised by another library."""

import pytest

from fuzz.message import explain
from fuzz.message.begun import begun, cut
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
    message = cut("start (3) + length (-2) exceeds dimens...")
    assert begun(wording, message) == {"start": "3", "length": "-2"}
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


def test_a_line_without_the_type_of_its_exception_is_read_from_its_start() -> None:
    message = "iteration over a 0-d tensor"
    assert name_of(message) == name_of(f"TypeError: {message}") != ""
    assert name_of(f"what is an {message}") == ""


def test_few_words_are_no_message_without_the_type_of_the_exception() -> None:
    assert name_of("Windows is not supported") == ""


def test_what_a_worker_of_a_loader_caught_stands_alone_where_nothing_else_was_pasted() -> None:
    text = "KeyError: Caught KeyError in DataLoader worker process 0."
    assert parse(text).raised[0].exception == "KeyError"
    inner = f"{text}\nOriginal Traceback (most recent call last):\nKeyError: 'image'"
    assert [one.message for one in parse(inner).raised][:1] == ["'image'"]


@pytest.mark.parametrize(
    ("path", "name"), [("torch/nn/modules/module.py", "module.no_forward"), ("train.py", "")]
)
def test_no_words_are_read_by_the_frame_that_raised_them(path: str, name: str) -> None:
    frame = f'  File "/lib/{path}", line 90, in forward\n    raise x\n'
    assert name_of(f"Traceback (most recent call last):\n{frame}NotImplementedError") == name


@pytest.mark.parametrize(
    ("unexpected", "missing", "name"),
    [
        ('"weight", "0.conv1.weight"', '"conv1.weight"', "load.stripped_too_much"),
        ('"weight", "bias"', '"fc.weight"', ""),
    ],
)
def test_keys_without_a_module_were_stripped_too_much_where_others_have_one(
    unexpected: str, missing: str, name: str
) -> None:
    keys = f"\tMissing key(s) in state_dict: {missing}.\n"
    keys += f"\tUnexpected key(s) in state_dict: {unexpected}."
    assert (name_of(SAME + keys) == "load.stripped_too_much") == bool(name)


@pytest.mark.parametrize(
    ("shape", "around", "name"),
    [
        ("[64]", "I train with DDP on two GPUs.\n", "autograd.buffers_broadcast"),
        ("[64]", "", "autograd.stepped"),
        ("[64, 3, 7, 7]", "I train with DDP on two GPUs.\n", "autograd.stepped"),
    ],
)
def test_a_vector_that_was_modified_is_a_buffer_where_ddp_copies_them(
    shape: str, around: str, name: str
) -> None:
    text = (
        "RuntimeError: one of the variables needed for gradient computation has been modified by an"
        f" inplace operation: [torch.cuda.FloatTensor {shape}] is at version 4;"
        " expected version 3 instead."
    )
    assert name_of(around + text) == name


@pytest.mark.parametrize(
    "message",
    [
        "__init__() missing 1 required positional argument: 'n'",
        "TypeError: __init__() missing 1 required positional argument: 'num'",
        "TypeError: __init__() missing 1 required positional argument: 'num_channels'",
    ],
)
def test_a_name_in_quotes_is_not_cut_off(message: str) -> None:
    assert explain(message).answer is None


def test_a_message_in_quotes_may_be_cut_off_all_the_same() -> None:
    assert cut('"Output 0 of BackwardHookFunctionBac"') == '"Output 0 of BackwardHookFunctionBac'
    assert name_of('"Output 0 of BackwardHookFunctionBac"') == "autograd.hook_inplace"
