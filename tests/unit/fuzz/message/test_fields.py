"""Words of an answer that a message has no field for: none is given, and no placeholder is printed."""

from string import Formatter

import pytest

from fuzz.message import explain
from fuzz.message.reading import Plain, Reading
from fuzz.message.table import READINGS
from fuzz.message.wording import FIELD

ROWS = [row for row in READINGS if any(isinstance(one, Plain) for one in row.answers)]


def _used(answer: Plain) -> set[str]:
    words = (answer.answer.cause, answer.answer.fix, answer.answer.tell)
    return {name for text in words for _, name, _, _ in Formatter().parse(text) if name}


def _lacking(row: Reading) -> list[tuple[str, str]]:
    """The answers to any message of their wording whose words need more than it tells."""
    sure = [one for one in row.answers if isinstance(one, Plain) and not (one.when or one.more)]
    return [
        (answer.answer.name, wording.text)
        for answer in sure
        for wording in row.wordings
        if _used(answer) - {found[1] for found in FIELD.finditer(wording.text)}
    ]


def test_each_wording_has_the_fields_of_its_answers() -> None:
    assert [one for row in ROWS for one in _lacking(row)] == []


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("RuntimeError: all tensors must be on devices[0]", "parallel.first_device"),
        ("TypeError: param group must be a dict", "optimizer.group_type"),
        (
            "RuntimeError: Predictions and targets are expected to have the same shape",
            "metric.same_shape",
        ),
        (
            "RuntimeError: Found 0 files in subfolders of: /data/val\nSupported extensions are: .jpg",
            "loader.no_files",
        ),
        (
            "RuntimeError: one of the variables needed for gradient computation has been modified by an"
            " inplace operation: [torch.FloatTensor [8, 64]] is at version 2; expected version 1"
            " instead",
            "autograd.stepped",
        ),
    ],
)
def test_what_an_earlier_release_does_not_tell_is_left_out(message: str, name: str) -> None:
    said = explain(message)
    assert said.answer is not None
    assert said.answer.name == name
    assert not any("?" in one.cause + one.fix + one.tell for one in (said.answer, *said.others))
