"""JSON is read strictly, whoever has laid it out."""

import json
from pathlib import Path

import pytest

from fuzz.catalogue.decode import MAX_FILE, content, decode
from fuzz.error import FuzzError

VALUE = {"name": 'ü " : ,', "sizes": [1, -2.5e-7, None, True], "inner": {"a": {}, "b": []}}
REPEATED = ('{"a": 1, "a": 1}', '{"b":{"a":1,"a":2}}', '[{"a": 1, "\\u0061": 2}]')


@pytest.mark.parametrize("indent", [None, 0, 2, 7])
@pytest.mark.parametrize("escaped", [True, False])
def test_any_layout_is_read(indent: int | None, escaped: bool) -> None:
    text = json.dumps(VALUE, indent=indent, ensure_ascii=escaped).encode()
    assert decode(text, dict, "source") == VALUE


@pytest.mark.parametrize("text", REPEATED)
def test_a_field_twice_is_refused(text: str) -> None:
    with pytest.raises(FuzzError, match=r"^source: Object contains the field `a` more than once$"):
        decode(text.encode(), object, "source")


@pytest.mark.parametrize("size", [0, 1, MAX_FILE - 1, MAX_FILE])
def test_all_of_a_file_is_read(tmp_path: Path, size: int) -> None:
    (tmp_path / "file").write_bytes(b"x" * size)
    assert content(tmp_path / "file") == b"x" * size


def test_a_larger_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * (MAX_FILE + 1))
    with pytest.raises(FuzzError, match="too large"):
        content(tmp_path / "file")
