"""fuzz diff and merge: two catalogues side by side, and several as one."""

import json
from pathlib import Path

from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from fuzz.catalogue.store import write_all
from resnet_fuzz import Catalogue
from tests.cli.conftest import Run
from tests.cli.sample import BROADCAST, CHANNELS, ENTRIES, HEAD, STATE

OTHER_WORDS = "expected the input to have 3 channels, but it has 4"
REWORDED = replace(
    CHANNELS,
    observed=(replace(CHANNELS.observed[0], torch="2.14.0", message=OTHER_WORDS),),
)
MOVED = replace(
    HEAD,
    group="weight",
    signature=replace(HEAD.signature, stage="loss", rule="crossentropyloss.weight"),
)
LATER = (REWORDED, MOVED, BROADCAST)


def test_diff(fuzz: Run, catalogue: Path, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    write_all(LATER, tmp_path / "later")
    forth, back = fuzz("diff", catalogue, "later"), fuzz("diff", "later", catalogue)
    assert (forth.returncode, forth.stderr, back.returncode, back.stderr) == (0, "", 0, "")
    assert forth.stdout == snapshot(name="forth")
    assert back.stdout == snapshot(name="back")


def test_diff_as_json(fuzz: Run, catalogue: Path, tmp_path: Path) -> None:
    write_all(LATER, tmp_path / "later")
    found = json.loads(fuzz("diff", catalogue, "later", "--json").stdout)
    ids = {word: [_ids(item) for item in items] for word, items in found.items()}
    assert ids == {
        "new": [],
        "gone": [STATE.id],
        "moved": [[HEAD.id, MOVED.id]],
        "reworded": [[CHANNELS.id, REWORDED.id]],
    }


def _ids(item: object) -> object:
    if isinstance(item, dict):
        return item["id"]
    assert isinstance(item, list)
    return [_ids(part) for part in item]


def test_a_catalogue_does_not_differ_from_itself(fuzz: Run, catalogue: Path) -> None:
    result = fuzz("diff", catalogue, catalogue)
    assert (result.returncode, result.stdout) == (0, "no difference\n")


def test_diff_leaves_with_1_where_it_is_asked_to_and_the_two_differ(
    fuzz: Run, catalogue: Path, tmp_path: Path
) -> None:
    write_all(LATER, tmp_path / "later")
    assert fuzz("diff", "--exit-code", catalogue, catalogue).returncode == 0
    differ = fuzz("diff", "--exit-code", catalogue, "later", "--json")
    assert (differ.returncode, differ.stderr) == (1, "")
    assert json.loads(differ.stdout)["gone"]


def test_merge(fuzz: Run, catalogue: Path, tmp_path: Path) -> None:
    newer = replace(HEAD, observed=(replace(HEAD.observed[0], torch="2.14.0"),))
    write_all([newer, REWORDED], tmp_path / "later")
    result = fuzz("merge", catalogue, "later", "--out", "new/union")
    assert (result.returncode, result.stdout, result.stderr) == (
        0,
        "4 causes, 4 variants in new/union\n",
        "",
    )
    union = Catalogue(tmp_path / "new" / "union")
    assert set(union.entries) == {entry.id for entry in (*ENTRIES, REWORDED)}
    assert [seen.torch for seen in union.get(HEAD.id).observed] == ["2.13.0", "2.14.0"]


def test_merge_in_any_order_and_again_writes_the_same(
    fuzz: Run, catalogue: Path, tmp_path: Path
) -> None:
    write_all(LATER, tmp_path / "later")
    fuzz("merge", catalogue, "later", "--out", "one")
    fuzz("merge", "later", catalogue, "--out", "other")
    again = fuzz("merge", "later", "--out", "one", "--json")
    assert json.loads(again.stdout) == {"causes": 5, "variants": 5, "out": "one"}
    assert _files(tmp_path / "one") == _files(tmp_path / "other")


def test_a_variant_that_goes_to_another_cause_leaves_its_own(
    fuzz: Run, catalogue: Path, tmp_path: Path
) -> None:
    write_all([replace(CHANNELS, group=CHANNELS.signature.rule)], tmp_path / "one")
    result = fuzz("merge", catalogue, "--out", "one")
    assert (result.returncode, result.stdout) == (0, "4 causes, 4 variants in one\n")
    assert _files(tmp_path / "one") == _files(tmp_path / catalogue)


def _files(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}
