"""Messages of operations of two tensors that take one dtype alone."""

import pytest

from fuzz.message import explain

MESSAGES = [
    ("addmv input tensors must have the same dtype, but got Double, Float, and Double", "dtype.data"),
    ("dot : expected both vectors to have same dtype, but found Float and Double", "dtype.data"),
    ("expected dtype float for `end` but got dtype c10::Half", "dtype.mixed"),
    ("index_add_(): self (Float) and source (Half) must have the same scalar type", "dtype.mixed"),
    (
        "index_copy_(): self and source expected to have the same dtype, but got (self) Float and"
        " (source) Double",
        "dtype.data",
    ),
    (
        "linalg.vecdot: Expected x and y to have the same dtype, but found x of type Float and y of type"
        " Double instead",
        "dtype.data",
    ),
    (
        "multi_dot(): all tensors must have be the same dtype but tensor 0 is float and tensor 1 double",
        "dtype.data",
    ),
    ("scatter(): Expected self.dtype to be equal to src.dtype", "dtype.two"),
    ("both inputs should have same dtype", "dtype.two"),
]


@pytest.mark.parametrize(("message", "name"), MESSAGES)
def test_which_of_two_tensors_is_odd(message: str, name: str) -> None:
    answer = explain(f"RuntimeError: {message}").answer
    assert answer is not None
    assert answer.name == name
    if name == "dtype.data":
        assert "float64 comes from the data" in answer.cause
