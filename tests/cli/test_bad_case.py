"""A file that is not a case: one line that names the file and the field, and nothing is run."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run, refused

SITE = '{"edits": [{"edit": "remove", "site": %s}]}'
LAYER = '{"edits": [{"edit": "replace", "site": "fc", "layer": {"kind": %s, "options": {%s}}}]}'
VALUE = '{"edits": [{"edit": "assign", "site": "fc", "attribute": "stride", "value": %s}]}'
CODE = "__import__('pathlib').Path('executed').touch()"

NO_JSON: dict[str, bytes] = {
    "empty": b"",
    "malformed": b'{"mode" "train"}',
    "cut off": b'{"input": {"sha',
    "binary": bytes(range(256)),
    "not UTF-8": b'{"mode": "\xff\xfe"}',
    "UTF-16": '{"mode": "train"}'.encode("utf-16"),
    "not a number": (VALUE % "NaN").encode(),
    "infinity": (VALUE % "-Infinity").encode(),
    "two cases": b"{} {}",
}

NO_CASE: dict[str, tuple[str, str]] = {
    "an array": ("[]", "Expected `object`"),
    "nested arrays": ("[" * 100_000 + "]" * 100_000, "Expected `object`"),
    "brackets that never close": ('{"edits": ' + "[" * 100_000, "`$.edits[0]`"),
    "nested objects": ('{"input":' * 100_000 + "}" * 100_000, "`$.input`"),
    "unknown field": ('{"colour": 1}', "`colour`"),
    "unknown field within": ('{"input": {"colour": 1}}', "`$.input`"),
    "field twice": ('{"mode": "train", "mode": "eval"}', "`mode`"),
    "field twice within": ('{"input": {"dtype": "int8", "dtype": "int8"}}', "`dtype`"),
    "wrong type": ('{"input": {"shape": "large"}}', "`$.input.shape`"),
    "fraction": ('{"input": {"shape": [1.5]}}', "`$.input.shape[0]`"),
    "unknown word": ('{"mode": "test"}', "'test'; valid: eval, train - at `$.mode`"),
    "unknown word within": (
        '{"input": {"layout": "x"}}',
        "'x'; valid: channels_last, contiguous, strided - at `$.input.layout`",
    ),
    "unknown word of an edit": (
        '{"edits": [{"edit": "remove", "site": "fc", "how": "non"}]}',
        "did you mean none? Valid: delete, identity, none - at `$.edits[0].how`",
    ),
    "unknown field of an edit": (
        '{"edits": [{"edit": "remove", "sit": "fc"}]}',
        "`sit`; did you mean site? Valid: edit, site, how - at `$.edits[0]`",
    ),
    "edit without a name": ('{"edits": [{"site": "fc"}]}', "`edit`; valid: truncate, extract, remove"),
    "unknown dtype": ('{"input": {"dtype": "float31"}}', "`$.input.dtype`"),
    "unknown edit": (
        '{"edits": [{"edit": "replce"}]}',
        "did you mean replace? Valid: truncate, extract, remove, replace, insert, assign"
        " - at `$.edits[0].edit`",
    ),
    "unknown layer": (LAYER % ('"Linaer"', ""), "`$.edits[0].layer.kind`"),
    "unknown option": (LAYER % ('"ReLU"', '"x": 1'), "`$.edits[0].layer.options.x`"),
    "missing option": (LAYER % ('"Linear"', ""), "`$.edits[0].layer.options`"),
    "unknown loss": ('{"loss": {"kind": "Loss"}}', "`$.loss.kind`"),
    "negative size": ('{"input": {"shape": [-1]}}', "`$.input.shape[0]`"),
    "absurd shape": ('{"input": {"shape": [1000000, 1000000, 1000000]}}', "`$.input.shape`"),
    "absurd rank": (f'{{"target": {{"shape": {[1] * 1000}}}}}', "`$.target.shape`"),
    "absurd layer": (
        LAYER % ('"Linear"', '"in_features": 1000000, "out_features": 1000000'),
        "`$`",
    ),
    "integer of 30 digits": ('{"input": {"shape": [%s]}}' % ("9" * 30), "`$.input.shape[0]`"),
    "integer of 5000 digits": ('{"input": {"shape": [%s]}}' % ("9" * 5000), "`$.input.shape[0]`"),
    "number past any float": (VALUE % "1e400", "`$.edits[0].value`"),
    "code as a site": (SITE % f'"{CODE}"', "`$.edits[0].site`"),
    "code as a layer": (LAYER % (f'"{CODE}"', ""), "`$.edits[0].layer.kind`"),
    "private site": (SITE % '"__class__.__init__"', "`$.edits[0].site`"),
    "backward without a loss": ('{"loss": null, "backward": true}', "`$.backward`"),
}


@pytest.mark.parametrize("name", NO_JSON)
def test_no_json(here: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "case.json").write_bytes(NO_JSON[name])
    refused(here("judge", "case.json"), "fuzz: case.json: not valid JSON: ")


@pytest.mark.parametrize("name", NO_CASE)
def test_no_case(here: Run, tmp_path: Path, name: str) -> None:
    text, part = NO_CASE[name]
    (tmp_path / "case.json").write_text(text)
    refused(here("judge", "case.json"), "fuzz: case.json: ", part)
    assert [path.name for path in tmp_path.iterdir()] == ["case.json"]


@pytest.mark.parametrize("command", ["judge", "minimize", "replay"])
def test_a_file_that_cannot_be_read(here: Run, tmp_path: Path, command: str) -> None:
    most = 2**22 if command == "replay" else 2**20
    (tmp_path / "large.json").write_bytes(b" " * most + b"{}")
    (tmp_path / "endless.json").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "silent.json")
    refused(here(command, "missing.json"), "missing.json: No such file")
    refused(here(command, "large.json"), "large.json: too large", f"{most:,} bytes")
    refused(here(command, "endless.json"), "endless.json: not a regular file")
    refused(here(command, "silent.json"), "silent.json: not a regular file")


@pytest.mark.parametrize("command", ["judge", "minimize"])
def test_a_directory_is_no_case(fuzz: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "directory").mkdir()
    refused(fuzz(command, "directory"), "directory: Is a directory")


def test_none_is_run_where_one_is_bad(fuzz: Run, tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text("{}")
    (tmp_path / "bad.json").write_text("{")
    refused(fuzz("judge", "good.json", "bad.json"), "bad.json: ")
