"""What --known names: the corpus, several catalogues as one, ones that are not there yet, or none."""

from pathlib import Path

import click
import pytest
from msgspec.structs import replace

from fuzz.catalogue.store import Catalogue, write_all
from fuzz.cli.known import checked, read_known, told
from fuzz.error import FuzzError
from tests.cli.sample import BROADCAST, CHANNELS, HEAD


def test_without_a_name_the_corpus_is_known() -> None:
    assert read_known(()) == Catalogue().entries
    assert told(()) == "the corpus"


def test_none_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_all([HEAD], tmp_path / "none")
    assert read_known(checked(("none",))) == {}
    assert list(read_known(checked(("./none",)))) == [HEAD.id]
    with pytest.raises(click.UsageError, match="stands alone"):
        checked(("none", "mine"))


def test_the_corpus_can_be_named_beside_others(tmp_path: Path) -> None:
    write_all([HEAD], tmp_path / "mine")
    names = checked(("shipped", str(tmp_path / "mine")))
    assert read_known(names).keys() == Catalogue().entries.keys() | {HEAD.id}
    assert told(names) == "the corpus, mine"


def test_several_are_one_and_one_that_is_not_there_yet_is_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    older = replace(CHANNELS.observed[0], torch="2.0.0")
    write_all([CHANNELS, HEAD], tmp_path / "one")
    write_all([replace(CHANNELS, observed=(older,)), BROADCAST], tmp_path / "other")
    names = tuple(str(tmp_path / name) for name in ("one", "other", "later"))
    found = read_known(names)
    assert set(found) == {CHANNELS.id, HEAD.id, BROADCAST.id}
    assert len(found[CHANNELS.id].observed) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"fuzz: --known {names[2]}: not there yet, so it counts as empty\n"
    assert told(names) == "one, other, later"


def test_what_is_there_and_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("{}")
    with pytest.raises(FuzzError, match="there is no such catalogue"):
        read_known((str(tmp_path / "file"),))
