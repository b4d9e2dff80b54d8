"""Assertions of CUDA kernels: they stand anywhere in the text, and tell more than the frames."""

import pytest

from fuzz.message import explain
from tests.unit.fuzz.message.traceback import BACKWARD, CONVOLUTION, raised

ASSERTED = "RuntimeError: CUDA error: device-side assert triggered"
MAPPING = "RuntimeError: cuDNN error: CUDNN_STATUS_MAPPING_ERROR"


def asserting(file: str, condition: str) -> str:
    return f"{file}: operator(): block: [0,0,0], thread: [3,0,0] Assertion `{condition}` failed.\n"


ANSWERS = [
    (
        asserting("Loss.cu:106", "input_val >= zero && input_val <= one") + raised(ASSERTED, BACKWARD),
        "bceloss.probabilities",
    ),
    (
        asserting("ClassNLLCriterion.cu:106", "t >= 0 && t < n_classes") + raised(MAPPING, CONVOLUTION),
        "index_range",
    ),
    (
        asserting("Indexing.cu:1093", "srcIndex < srcSelectDimSize") + raised(ASSERTED, BACKWARD),
        "cuda.index_select",
    ),
    (
        asserting(
            "IndexKernel.cu:92", 'index >= -sizes[i] && index < sizes[i] && "index out of bounds"'
        ),
        "cuda.index",
    ),
    (
        asserting(
            "IndexKernel.cu:92", '-sizes[i] <= index && index < sizes[i] && "index out of bounds"'
        ),
        "cuda.index",
    ),
    (
        asserting("ScatterGatherKernel.cu:144", "idx_dim >= 0 && idx_dim < index_size"),
        "cuda.scatter",
    ),
    (
        "RuntimeError: cuda runtime error (59) : device-side assert triggered at"
        " /pytorch/aten/src/THCUNN/generic/ClassNLLCriterion.cu:116",
        "index_range",
    ),
    (
        "RuntimeError: Assertion `cur_target >= 0 && cur_target < n_classes' failed.  at"
        " /pytorch/aten/src/THNN/generic/ClassNLLCriterion.c:97",
        "index_range",
    ),
    (raised(ASSERTED, BACKWARD), "index_range"),
    (MAPPING, "cuda.library"),
]


@pytest.mark.parametrize(("text", "name"), ANSWERS)
def test_an_assertion_is_read_wherever_it_stands(text: str, name: str) -> None:
    answer = explain(text).answer
    assert answer is not None
    assert answer.name == name


def test_without_its_assertion_it_is_not_certain() -> None:
    said = explain(ASSERTED)
    assert said.answer is not None
    assert said.answer.confidence == "likely"
    assert len(said.others) == 2


@pytest.mark.parametrize(
    "text",
    [
        asserting("Other.cu:1", "something >= else") + ASSERTED,
    ],
)
def test_an_assertion_that_nobody_knows_is_left_alone(text: str) -> None:
    assert explain(text).answer is None
