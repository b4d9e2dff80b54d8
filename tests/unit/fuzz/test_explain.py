"""Which entries show what a message is about, and in which order."""

from msgspec.structs import replace

from fuzz.catalogue.explain import explained
from fuzz.message import explain
from tests.unit.fuzz.sample import SIGNATURE, entry

CONV = entry()
LINEAR = entry(signature=replace(SIGNATURE, op="linear", exception="ValueError"))
KEY = entry(signature=replace(SIGNATURE, op="getitem", exception="KeyError", template="#"))
ENTRIES = (CONV, LINEAR, KEY)


def fitting(text: str, entries=ENTRIES) -> list:
    return list(explained(explain(text), entries).entries)


def test_the_type_that_is_named_counts() -> None:
    assert fitting("RuntimeError: expected 7 channels") == [CONV]
    assert fitting("ValueError: expected 7 channels") == [LINEAR]
    assert fitting("torch.errors.ValueError: expected 7 channels") == [LINEAR]
