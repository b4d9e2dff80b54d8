"""Which entries fit a message, and in which order."""

from msgspec.structs import replace

from fuzz.catalogue.explain import explain
from tests.unit.fuzz.sample import CASES, SIGNATURE, entry

CONV = entry()
LINEAR = entry(signature=replace(SIGNATURE, op="linear", exception="ValueError"))
KEY = entry(signature=replace(SIGNATURE, op="getitem", exception="KeyError", template="#"))
ENTRIES = (CONV, LINEAR, KEY)


def test_the_type_that_is_named_comes_first() -> None:
    assert explain("RuntimeError: expected 7 channels", ENTRIES) == [CONV, LINEAR]
    assert explain("ValueError: expected 7 channels", ENTRIES) == [LINEAR, CONV]
    assert explain("torch.errors.ValueError: expected 7 channels", ENTRIES) == [LINEAR, CONV]


def test_without_a_type_like_cases_come_in_the_order_of_the_ids() -> None:
    by_id = sorted((CONV, LINEAR), key=lambda entry: entry.id)
    assert explain("expected 7 channels", reversed(ENTRIES)) == by_id


def test_the_more_of_a_line_fits_the_better() -> None:
    colon = entry(signature=replace(SIGNATURE, template="conv: expected # channels"))
    assert explain("RuntimeError: conv: expected 3 channels", [CONV, colon]) == [colon, CONV]
    assert explain("conv: expected 3 channels", [colon]) == [colon]


def test_a_bare_number_tells_only_with_its_type() -> None:
    assert explain("Traceback\n 31\n7", ENTRIES) == []
    assert explain("Traceback\nKeyError: 7", ENTRIES) == [KEY]


def test_nothing_fits_nothing() -> None:
    silent = entry(signature=replace(SIGNATURE, template=""))
    assert explain("", [*ENTRIES, silent]) == []
    assert explain("RuntimeError", ENTRIES) == []
    assert explain("\n\n", [silent]) == []


def test_what_fails_on_one_device_alone_comes_behind_what_fails_on_each() -> None:
    divergent = replace(SIGNATURE, kind="divergent", op="a", exception="RuntimeError")
    elsewhere = entry(signature=divergent)
    assert explain("RuntimeError: expected 7 channels", [elsewhere, LINEAR]) == [LINEAR, elsewhere]


def test_the_beginning_of_a_long_message_is_enough() -> None:
    whole = "Using a target size (<shape>) that is different to the input size (<shape>). Ensure that"
    long = entry(signature=replace(SIGNATURE, template=whole))
    quoted = "Using a target size ([2]) that is different to the input size ([2, 1])."
    assert explain(quoted, [long]) == [long]
    assert explain("Using a target size", [long]) == []


def test_of_what_fits_alike_the_plainest_case_comes_first() -> None:
    far = entry(signature=replace(SIGNATURE, op="a"), case=CASES[2])
    near = entry(signature=replace(SIGNATURE, op="b"), case=CASES[1])
    assert explain("RuntimeError: expected 7 channels", [far, near]) == [near, far]
