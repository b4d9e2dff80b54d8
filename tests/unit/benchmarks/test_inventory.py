"""Templates of messages from sources and from the strings of a library."""

from pathlib import Path

import pytest

from benchmarks.inventory.library import ordered
from benchmarks.inventory.message import Message, Slot
from benchmarks.inventory.outside import reason
from benchmarks.inventory.python import messages
from benchmarks.inventory.sample import pasted, samples


def said(tmp_path: Path, *lines: str) -> list[str]:
    file = tmp_path / "layer.py"
    file.write_text("\n".join(lines))
    return [f"{one.exception}: {one.text}" for one in messages("source", tmp_path, file)]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (['raise ValueError("p is wrong")'], "ValueError: p is wrong"),
        (['raise ValueError(f"got {x.dim()}D input")'], "ValueError: got {x.dim()}D input"),
        (['raise ValueError("got {}, not {n}".format(x, n=y))'], "ValueError: got {x}, not {y}"),
        (['raise ValueError("got %s of %d" % (x, y))'], "ValueError: got {x} of {y}"),
        (['raise ValueError("got " + str(x) + "!")'], "ValueError: got {str(x)}!"),
        (['assert x, "x is wrong"'], "AssertionError: x is wrong"),
        (['warnings.warn("x is odd", stacklevel=2)'], "UserWarning: x is odd"),
        (['warnings.warn("x is old", FutureWarning)'], "FutureWarning: x is old"),
        (['torch._check_value(x, lambda: f"x is {x}")'], "ValueError: x is {x}"),
        (['self.error_msgs.append(f"no {key}")'], "RuntimeError: no {key}"),
        (['    msg = "x is"', '    msg += f" {x}"', "    raise TypeError(msg)"], "TypeError: x is {x}"),
        (['TEXT = "x is {}"', "raise TypeError(TEXT.format(x))"], "TypeError: x is {x}"),
    ],
)
def test_a_message_is_a_template(tmp_path: Path, lines: list[str], text: str) -> None:
    inside = lines[0].startswith(" ")
    assert said(tmp_path, *(["def f(x):"] if inside else []), *lines) == [text]


def test_what_is_raised_again_is_no_message(tmp_path: Path) -> None:
    assert said(tmp_path, "raise", "raise error", "raise NotImplementedError") == []


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        (["Target ", " is out of bounds."], ("Target ", " is out of bounds.")),
        ([" is out of bounds.", "Target "], ("Target ", " is out of bounds.")),
        ([", got ", "Expected target size "], ("Expected target size ", ", got ")),
        (
            [" and ", ")", "x", "mat1 and mat2 shapes cannot be multiplied ("],
            ("mat1 and mat2 shapes cannot be multiplied (", "x", " and ", "x", ")"),
        ),
    ],
)
def test_pieces_are_put_in_order(pieces: list[str], whole: tuple[str, ...]) -> None:
    assert ordered(pieces) == whole


def test_samples_have_values_of_each_kind() -> None:
    message = Message("", "torch/nn/a.py", "f", "ValueError", ("got ", Slot("x.shape"), "D"))
    found = samples(message)
    assert {"got [2, 3, 8, 8]D", "got torch.Size([2, 3])D", "got 3D"} <= set(found)
    assert "a.py" in pasted(message, found[0])


def test_what_is_outside_has_a_reason() -> None:
    lazy = Message("", "torch/nn/modules/lazy.py", "f", "RuntimeError", ("some parameters are wrong",))
    inside = Message("", "torch/nn/modules/conv.py", "f", "RuntimeError", ("some parameters are wrong",))
    again = Message("", "torch/nn/modules/conv.py", "f", "RuntimeError", (Slot("error"),))
    assert [bool(reason(one)) for one in (lazy, inside, again)] == [True, False, True]
