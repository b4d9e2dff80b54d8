"""Which entries show what a message is about, and in which order."""

from collections.abc import Iterable

from msgspec.structs import replace

from fuzz.catalogue import Entry
from fuzz.catalogue.explain import explained
from fuzz.message import explain
from fuzz.verdict.template import template
from tests.unit.fuzz.sample import CASES, SIGNATURE, entry

CONV = entry()
LINEAR = entry(signature=replace(SIGNATURE, op="linear", exception="ValueError"))
KEY = entry(signature=replace(SIGNATURE, op="getitem", exception="KeyError", template="#"))
ENTRIES = (CONV, LINEAR, KEY)

CONVOLVING = '  File "/usr/lib/torch/nn/modules/conv.py", line 9, in _conv_forward\n'
CRITERION = '  File "train.py", line 3, in <module>\n    loss = criterion(output, target)\n'


def fitting(text: str, entries: Iterable[Entry] = ENTRIES) -> list[Entry]:
    return list(explained(explain(text), entries).entries)


def test_the_type_that_is_named_counts() -> None:
    assert fitting("RuntimeError: expected 7 channels") == [CONV]
    assert fitting("ValueError: expected 7 channels") == [LINEAR]
    assert fitting("torch.errors.ValueError: expected 7 channels") == [LINEAR]
    assert fitting("TypeError: expected 7 channels") == []


def test_without_a_type_like_cases_come_in_the_order_of_the_ids() -> None:
    by_id = sorted((CONV, LINEAR), key=lambda entry: entry.id)
    assert fitting("expected 7 channels", reversed(ENTRIES)) == by_id


def test_what_several_entries_say_is_not_certain() -> None:
    assert explained(explain("RuntimeError: expected 7 channels"), ENTRIES).answer is not None
    found = explained(explain("expected 7 channels"), ENTRIES)
    assert found.answer is not None
    assert (found.answer.confidence, len(found.others)) == ("possible", 1)


def test_a_message_of_few_letters_tells_nothing() -> None:
    assert fitting("Traceback\nKeyError: 7") == []


def test_what_python_says_of_any_program_needs_frames() -> None:
    said = "AttributeError: 'NoneType' object has no attribute 'group'"
    signature = replace(SIGNATURE, exception="AttributeError", template=template(said[16:]))
    none = entry(signature=signature)
    assert fitting(said, [none]) == []
    assert fitting(CONVOLVING + said, [none]) == [none]


def test_nothing_fits_nothing() -> None:
    silent = entry(signature=replace(SIGNATURE, template=""))
    assert fitting("", [*ENTRIES, silent]) == []
    assert fitting("RuntimeError", ENTRIES) == []
    assert fitting("\n\n", [silent]) == []


def test_where_the_frames_show_a_loss_no_convolution_is_to_blame() -> None:
    head, said = "Traceback (most recent call last):\n", "RuntimeError: expected 7 channels\n"
    assert fitting(head + CONVOLVING + said) == [CONV]
    assert fitting(head + CRITERION + said) == []


def test_what_fails_on_one_device_alone_comes_behind_what_fails_on_each() -> None:
    divergent = replace(SIGNATURE, kind="divergent", op="a", exception="RuntimeError")
    elsewhere = entry(signature=divergent)
    assert fitting("RuntimeError: expected 7 channels", [elsewhere, CONV]) == [CONV, elsewhere]


def test_the_beginning_of_a_long_message_is_enough() -> None:
    whole = "Feature maps have sizes (<shape>) that are different to the sizes (<shape>). Ensure that"
    long = entry(signature=replace(SIGNATURE, template=whole))
    quoted = "Feature maps have sizes ([2]) that are different to the sizes ([2, 1])."
    assert fitting(quoted, [long]) == [long]
    assert fitting("Feature maps have", [long]) == []


def test_of_what_fits_alike_the_plainest_case_comes_first() -> None:
    far = entry(signature=replace(SIGNATURE, op="a"), case=CASES[2])
    near = entry(signature=replace(SIGNATURE, op="b"), case=CASES[1])
    assert fitting("RuntimeError: expected 7 channels", [far, near]) == [near, far]
