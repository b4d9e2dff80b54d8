"""A text takes time and memory in proportion to its length, whatever is in it.

There is no clock here: what takes time by the square of the length would take minutes.
"""

import pytest

from benchmarks.hostile.mutation import PUMPS
from fuzz.message import explain
from fuzz.message.clean import LINES, clean_lines
from fuzz.message.paste import EXCEPTIONS, FRAMES, LONGEST, parse
from fuzz.message.table import READINGS
from fuzz.message.wording import FIELD

LENGTH = 2**16
WORDINGS = [wording.text for row in READINGS for wording in row.wordings]
HUGE = "999999999999999x999999999999937"


@pytest.mark.parametrize("pump", PUMPS)
@pytest.mark.parametrize("before", ["", "RuntimeError: ", '  File "a.py", line 1, in f\n    '])
def test_what_is_repeated(before: str, pump: str) -> None:
    text = before + pump * (LENGTH // len(pump)) + "\nRuntimeError: x"
    found = parse(text)
    assert len(found.raised) <= EXCEPTIONS
    assert all(len(one.frames) <= FRAMES and len(one.message) <= LONGEST for one in found.raised)
    explain(text)


def test_all_that_is_known_at_once() -> None:
    for field in ("1", "[1, 2]", "a.b"):
        words = [FIELD.sub(field, text) for text in WORDINGS]
        assert explain("RuntimeError: " + " ".join(words)).raised.exception == "RuntimeError"
        assert explain("\n".join(f"RuntimeError: {one}" for one in words)).answer is not None


@pytest.mark.parametrize(("number", "every"), [("0", 5), ("99999999", 5), (HUGE, 1)])
def test_numbers_that_no_tensor_has(number: str, every: int) -> None:
    for text in WORDINGS[::every]:
        said = f"RuntimeError: {FIELD.sub(number, text)}"
        assert explain(said).raised.exception == "RuntimeError", said


def test_keys_that_are_all_alike() -> None:
    keys = [f'"{side}{number}.x.w"' for side in "ab" for number in range(2000)]
    missing, unexpected = ", ".join(keys[:2000]), ", ".join(keys[2000:])
    found = explain(
        "RuntimeError: Error(s) in loading state_dict for ResNet:\n"
        f"\tMissing key(s) in state_dict: {missing}. \n\tUnexpected key(s) in state_dict: {unexpected}. "
    )
    assert found.answer is not None


def test_the_end_of_a_long_log_is_read() -> None:
    log = "epoch done\n" * (LINES + 5)
    assert len(clean_lines(log)) == LINES
    assert explain(log + "RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x8 and 4x3)").answer
