"""The list of accepted failures: written in order, read strictly."""

from datetime import date
from pathlib import Path

import pytest

from fuzz.catalogue.acceptance import Acceptance, acceptance_of, read_accepted, write_accepted
from fuzz.error import FuzzError

ONE = Acceptance("shape", "the data is so")
OTHER = Acceptance("groups", "mended upstream", date(2027, 1, 31))


def test_what_is_written_is_read_and_stands_in_order(tmp_path: Path) -> None:
    path = tmp_path / "accepted.json"
    write_accepted([ONE, OTHER], path)
    first = path.read_bytes()
    assert read_accepted(path) == {"groups": OTHER, "shape": ONE}
    write_accepted([OTHER, ONE], path)
    assert path.read_bytes() == first
    assert first.index(b"groups") < first.index(b"shape")


def test_it_holds_up_to_and_with_its_last_day() -> None:
    assert not OTHER.expired(date(2027, 1, 31))
    assert OTHER.expired(date(2027, 2, 1))
    assert not ONE.expired(date.max)


def test_that_of_a_variant_comes_before_that_of_its_cause() -> None:
    accepted = {"shape": ONE, "variant": OTHER}
    assert acceptance_of("shape", "variant", accepted) == OTHER
    assert acceptance_of("shape", "another", accepted) == ONE
    assert acceptance_of("type", "another", accepted) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not valid JSON"),
        ('{"format": 2, "accepted": []}', "`$.format`"),
        ('{"format": 1}', "`accepted`"),
        ('{"format": 1, "accepted": [{"id": "x"}]}', "`reason`"),
        ('{"format": 1, "accepted": [{"id": "x", "reason": " "}]}', "`$.accepted[0].reason`"),
        ('{"format": 1, "accepted": [{"id": "x", "reason": "y", "why": ""}]}', "`why`"),
        ('{"format": 1, "accepted": [{"id": "x", "reason": "y", "until": "soon"}]}', "until`"),
        ('{"format": 1, "accepted": [{"id": "x", "reason": "y"}, {"id": "x", "reason": "z"}]}', "twice"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "accepted.json"
    path.write_text(text)
    with pytest.raises(FuzzError) as refused:
        read_accepted(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert said in str(refused.value)
