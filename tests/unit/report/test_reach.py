"""A picture of how far a failure reaches says what its sentence says."""

import pytest

from fuzz.catalogue.store import Catalogue
from fuzz.report.html.picture.reach import Bound, bounds_in, reach


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        ("Fails for height up to 31.", [Bound("upto", "height", "up to 31", 31)]),
        (
            "Fails for channel count from 4 on; mode does not matter.",
            [Bound("from", "channel count", "from 4 on", 4), Bound("free", "mode", "any")],
        ),
        (
            "Fails for every dimension 0 of the target except 2; height and width do not matter.",
            [
                Bound("except", "dimension 0 of the target", "all but 2"),
                Bound("free", "height", "any"),
                Bound("free", "width", "any"),
            ],
        ),
        ("Fails for mode train only.", [Bound("only", "mode", "train only")]),
        (
            "Fails for dtype of the input int64, uint8 and bool, not float32 and float64.",
            [Bound("some", "dtype of the input", "int64, uint8 and bool; not float32 and float64")],
        ),
        ("Fails for every value tried; mode does not matter.", [Bound("free", "mode", "any")]),
        ("Fails on Tuesdays.", []),
        ("Fails for height up to 31; and on Tuesdays.", []),
        ("", []),
    ],
)
def test_a_sentence_is_read_whole_or_not_at_all(sentence: str, bounds: list[Bound]) -> None:
    assert bounds_in(sentence) == bounds
    assert bool(reach(sentence)) == bool(bounds)


def test_nearly_every_sentence_of_the_corpus_can_be_drawn() -> None:
    sentences = {entry.region for entry in Catalogue() if entry.region} - {
        "Fails for every value tried."
    }
    unread = {sentence for sentence in sentences if not bounds_in(sentence)}
    assert len(sentences) > 100
    assert len(unread) < len(sentences) / 50, sorted(unread)[:5]
