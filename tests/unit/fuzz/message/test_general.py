"""What any function, object or call may say is told by its own words, beside something of torch."""

import pytest

from fuzz.message import explain
from fuzz.message.expression import attribute_of, called, indexed, taken_apart
from fuzz.message.frame import Frame
from fuzz.message.paste import Raised
from fuzz.message.reading import Told


def told(*sources: str) -> Told:
    return Told({}, Raised("TypeError", "", tuple(Frame("train.py", "run", one) for one in sources)))


def test_the_innermost_line_names_what_failed() -> None:
    assert attribute_of(told("run(x)", "loss.item().backward()"), "backward") == "loss.item()"
    assert indexed(told("first = self.gradient[0].cpu()")) == "self.gradient"
    assert called(told("for images in loader(1):")) == "loader"
    assert taken_apart(told("b, c, h, w = x.shape")) == "x.shape"


@pytest.mark.parametrize("source", ["a.data + b.data", "not a line (", "", "return x.shape"])
def test_a_line_that_says_more_or_less_says_nothing(source: str) -> None:
    assert attribute_of(told(source), "data") == ""


FORMS = (
    "TypeError: transpose() received an invalid combination of arguments - got (tuple), but"
    " expected one of:\n"
    " * (int dim0, int dim1)\n * (name dim0, name dim1)"
)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("TypeError: argmax(): argument 'dim' (position 2) must be int, not str", "takes int"),
        ("TypeError: mean(): argument 'input' (position 1) must be Tensor, not int", "input"),
        (FORMS, "x.permute"),
    ],
)
def test_a_function_of_torch_tells_its_argument(message: str, words: str) -> None:
    answer = explain(message).answer
    assert answer is not None
    assert words in f"{answer.cause} {answer.fix}"


def test_the_form_that_is_nearest_tells_which_argument() -> None:
    answer = explain(
        "TypeError: sum() received an invalid combination of arguments - got (Tensor, str), but"
        " expected one"
        " of:\n * (Tensor input, *, torch.dtype dtype = None)\n * (Tensor input, tuple of ints dim,"
        " bool keepdim"
        " = False)"
    ).answer
    assert answer is not None
    assert "its dim is tuple of ints, and got str" in answer.cause


def test_what_is_none_is_named_by_the_line() -> None:
    text = (
        'Traceback (most recent call last):\n  File "cam.py", line 70, in run\n'
        "    weight = self.gradient[0]  # of model.layer4\nTypeError: 'NoneType' object is not"
        " subscriptable"
    )
    answer = explain(text).answer
    assert answer is not None
    assert answer.cause.startswith("self.gradient is None")


def test_an_error_that_is_told_of_is_no_symptom() -> None:
    text = "The accuracy of my pretrained resnet is wrong without eval, and the error is E-17."
    assert explain(text).answer is None


def test_bold_words_are_read() -> None:
    answer = explain("I used resnet50.\n\n**ValueError:** expected 2D or 3D input (got 1D input)").answer
    assert answer is not None
    assert answer.rule == "batchnorm1d.rank"
