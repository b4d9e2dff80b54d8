"""Whatever bytes a parser is given: a value, or one clear line that says what is wrong."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.hostile.mutation import mutated
from benchmarks.hostile.parser import PARSERS, originals
from fuzz.error import FuzzError
from fuzz.text import printable

FOUND = Path(__file__).parents[1] / "hostile"
"""What was found by fuzzing, a folder for each parser."""

ORIGINALS = {name: originals(name) for name in PARSERS}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
each = pytest.mark.parametrize("name", PARSERS)


def parsed(name: str, text: bytes) -> None:
    """Give a text to a parser: it makes a value of it, or refuses it in a line."""
    try:
        PARSERS[name](text)
    except FuzzError as error:
        line = printable(" ".join(str(error).split()))
        assert line.startswith("text: ")
        assert len(line) < 1000


@each
@settings(max_examples=20, deadline=None)
@given(text=st.binary(max_size=300))
def test_any_bytes(name: str, text: bytes) -> None:
    parsed(name, text)


@each
@settings(max_examples=20, deadline=None)
@given(value=JSON, data=st.data())
def test_any_json_in_place_of_a_value(name: str, value: object, data: st.DataObject) -> None:
    whole = {"": value} if name == "message" else json.loads(data.draw(st.sampled_from(ORIGINALS[name])))
    whole[data.draw(st.sampled_from(sorted(whole)))] = value
    parsed(name, json.dumps(whole, ensure_ascii=False).encode(errors="replace"))


@each
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_what_is_almost_right(name: str, seed: int) -> None:
    rng, texts = random.Random(seed), ORIGINALS[name]
    parsed(name, mutated(rng, rng.choice(texts), texts))


@pytest.mark.parametrize(
    "path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_what_was_found_before(path: Path) -> None:
    parsed(path.parent.name, path.read_bytes())
