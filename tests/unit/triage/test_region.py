"""How far a failure reaches, in one sentence, for faults whose reach is known."""

from collections.abc import Callable

import pytest

from fuzz.triage.region import region
from strategies.case import Case
from strategies.error import CaseError
from strategies.input import Input
from strategies.layer import Layer
from strategies.layer.arithmetic import whole
from strategies.surgery import Insert

GREY = Case(input=Input(shape=(2, 1, 64, 64)), loss=None)
OTHERS = "batch size, height, width, dtype of the input and mode do not matter"


def reach(fails: Callable[[Case], bool | None], case: Case = GREY) -> str:
    """The region of a failure of the forward pass."""
    return region(case, "forward", fails)


def test_one_value_that_passes_is_named() -> None:
    told = reach(lambda case: case.input.shape[1] != 3)
    assert told == f"Fails for every channel count except 3; {OTHERS}."


@pytest.mark.parametrize("least", [2, 33, 100, 224])
def test_a_threshold_is_narrowed_down_from_below(least: int) -> None:
    case = Case(input=Input(shape=(2, 1, 256, 64)), loss=None)
    told = reach(lambda near: near.input.shape[2] >= least, case)
    assert told.startswith(f"Fails for height from {least} on; batch size, channel count, width")


@pytest.mark.parametrize("most", [64, 100, 223, 255])
def test_a_threshold_is_narrowed_down_from_above(most: int) -> None:
    told = reach(lambda near: near.input.shape[3] <= most)
    assert told.startswith(f"Fails for width up to {most}; ")


def test_what_fails_alone_is_named() -> None:
    told = reach(lambda case: case.mode == "train", Case(mode="train", loss=None))
    assert told.startswith("Fails for mode train only; ")


def test_where_nothing_passes_nothing_matters() -> None:
    told = reach(lambda _: True)
    assert (
        told
        == "Fails for every value tried; batch size, channel count, " + OTHERS.partition(", ")[2] + "."
    )


def test_what_another_failure_hides_is_left_out() -> None:
    told = reach(lambda case: True if case.input.dtype == "float32" else None)
    assert "dtype" not in told


def test_what_cannot_be_tried_is_left_out() -> None:
    def fails(case: Case) -> bool:
        if case.input.shape[2] > 64:
            raise CaseError("$.input.shape", "too large")
        return True

    assert "height, width" in reach(fails)


def test_what_cannot_be_tried_is_no_threshold() -> None:
    def fails(case: Case) -> bool:
        if 64 < case.input.shape[3] < 224:
            raise CaseError("$.input.shape", "too large")
        return case.input.shape[3] < 224

    assert reach(fails).startswith("Fails for width up to 64; ")


def test_the_options_of_a_layer_that_was_put_in_are_axes() -> None:
    def fails(case: Case) -> bool:
        (edit,) = case.edits
        return isinstance(edit, Insert) and whole(edit.layer.options["kernel_size"]) > 7

    pool = Insert(site="layer4", layer=Layer("AvgPool2d", {"kernel_size": 9}))
    assert "kernel_size of AvgPool2d from 8 on" in reach(fails, Case(edits=(pool,), loss=None))
