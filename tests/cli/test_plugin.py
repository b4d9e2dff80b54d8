"""The pytest plugin, as a user's own suite meets it: pytest in a process and a directory of its own."""

import re
import shlex
from pathlib import Path
from xml.etree import ElementTree

import pytest
from syrupy.assertion import SnapshotAssertion

from fuzz.catalogue.store import write_all
from resnet_fuzz import Catalogue
from tests.cli.conftest import Run, runner
from tests.cli.sample import CHANGED, CHANNELS, FIXED, HEAD, nearly_all

USAGE_ERROR = 4

OWN_TEST = """
from hypothesis import given, settings
from resnet_fuzz import Case, cases

@settings(max_examples=5)
@given(cases())
def test_my_own(case):
    assert isinstance(case, Case)
"""


@pytest.fixture
def suite(tmp_path: Path) -> Run:
    """pytest in a directory with a test that a user has written, and a configuration file."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_own.py").write_text(OWN_TEST)
    return runner(tmp_path, ["-m", "pytest", "-p", "no:cacheprovider", "-v", "--color=no"])


def test_items_of_a_corpus(suite: Run, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    write_all([CHANNELS, HEAD, CHANGED, FIXED], tmp_path / "corpus")
    result = suite("--fuzz-corpus", "corpus")
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    items = [line.split() for line in lines if re.match(r"\S+::\S+ +[A-Z]+ ", line)]
    assert {name: word for name, word, *_ in items} == {
        "test_own.py::test_my_own": "PASSED",
        f"corpus::{CHANNELS.id}": "PASSED",
        f"corpus::{HEAD.id}": "PASSED",
        f"corpus::{CHANGED.id}": "FAILED",
        f"corpus::{FIXED.id}": "FAILED",
    }
    failures = result.stdout.partition("= FAILURES =")[2].partition("= short test summary")[0]
    assert "Traceback" not in failures
    assert failures.splitlines()[1:-1] == snapshot


def test_a_corpus_spread_over_workers(suite: Run, tmp_path: Path) -> None:
    write_all([CHANNELS, HEAD, FIXED], tmp_path / "corpus")
    result = suite("--fuzz-corpus", "corpus", "-n", 2, "-k", "corpus")
    assert result.returncode == 1
    assert "1 failed, 2 passed" in result.stdout
    assert f"FAILED corpus::{FIXED.id} - FIXED: " in result.stdout


CAMPAIGN = ("--fuzz-corpus", "corpus", "--fuzz-cases", 1, "--fuzz-seed", 1, "-k", "shard")


@pytest.fixture
def little_new(tmp_path: Path) -> Path:
    write_all(nearly_all(), tmp_path / "corpus")
    return tmp_path / "corpus"


def test_each_new_failure_of_a_campaign_is_an_item(
    suite: Run, here: Run, tmp_path: Path, little_new: Path
) -> None:
    result = suite(*CAMPAIGN, "--junitxml", "junit.xml")
    assert result.returncode == 1
    assert "fuzz::shard-0 FAILED" in result.stdout
    (place,) = (tmp_path / ".fuzz").glob("*/shard-0")
    found = Catalogue(place)
    assert f"that the corpus does not hold, written to {place}" in result.stdout
    causes = {cause.id: cause for cause in found.causes}
    assert all(f"fuzz::{name} FAILED" in result.stdout for name in causes)
    assert f"= {len(causes) + 1} failed, " in result.stdout
    assert all(entry.id in result.stdout for entry in found)
    assert re.search("(NEW: the corpus does not hold|CHANGED: the corpus holds) ", result.stdout)
    assert "model = torchvision.models.resnet50(" in result.stdout
    assert "Traceback" not in result.stdout
    tree = ElementTree.parse(tmp_path / "junit.xml")
    failed = [
        str(case.get("name")) for case in tree.iter("testcase") if case.find("failure") is not None
    ]
    assert sorted(failed) == sorted(["shard-0", *causes])
    _accept_all(here, result.stdout)
    accepted = suite(*CAMPAIGN)
    assert accepted.returncode == 0, accepted.stdout
    assert "= 1 passed, " in accepted.stdout
    assert f" {len(causes)} xfailed in " in accepted.stdout


def _accept_all(fuzz: Run, stdout: str) -> None:
    """Give the commands that are told, each in the directory of the tests."""
    commands = re.findall(r"^To accept it: +fuzz (.*)$", stdout, re.MULTILINE)
    assert commands
    for command in commands:
        accepted = fuzz(*shlex.split(command))
        assert accepted.returncode == 0, accepted.stderr


@pytest.mark.slow
def test_workers_tell_of_each_new_failure_and_stop_at_the_first(
    suite: Run, tmp_path: Path, little_new: Path
) -> None:
    result = suite(*CAMPAIGN, "-n", 1, "-x")
    (place,) = (tmp_path / ".fuzz").glob("*/shard-0")
    found = Catalogue(place)
    assert result.returncode in (1, 2)
    assert all(f"FAILED fuzz::{cause.id}" in result.stdout for cause in found.causes)
    assert "stopping after 1 failures" in result.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--fuzz-corpus missing", "--fuzz-corpus: missing: there is no such catalogue"),
        ("--fuzz-corpus missing -n 2", "--fuzz-corpus: missing: there is no such catalogue"),
        ("--fuzz-corpus bad", "--fuzz-corpus: bad/entry.json: not valid JSON"),
        ("--fuzz-cases 0", "--fuzz-cases: '0' is not a number from 1 up"),
        ("--fuzz-cases many", "--fuzz-cases: 'many' is not a number from 1 up"),
        ("--fuzz-time soon", "--fuzz-time: 'soon' is not a duration; write 90s, 5m or 8h"),
        ("--fuzz-time 0s -n 2", "--fuzz-time: '0s' must be more than 0 and at most a year"),
        ("--fuzz-cases 1 --fuzz-accepted missing", "--fuzz-accepted: missing: there is no such file"),
        ("--fuzz-cases 1 --fuzz-accepted pytest.ini", "--fuzz-accepted: pytest.ini: Expected `object`"),
        ("--fuzz-cases 1 --fuzz-subject resnet19", "--fuzz-subject: 'resnet19' is no subject"),
        ("--fuzz-cases 1 --fuzz-subject :x", "--fuzz-subject: ':x': expected MODULE:FACTORY, such as"),
        ("--fuzz-seed x --fuzz-cases 1", "--fuzz-seed: invalid int value: 'x'"),
    ],
)
def test_a_bad_option_is_a_usage_error(suite: Run, tmp_path: Path, options: str, said: str) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "entry.json").write_text("{")
    result = suite(*options.split())
    assert result.returncode == USAGE_ERROR
    assert said in result.stderr
    assert "Traceback" not in result.stdout + result.stderr


FAILS = """
from hypothesis import given, settings, strategies as st
from resnet_fuzz import Case
from strategies.input import Input

GREY = Case(input=Input(shape=(2, 1, 32, 32)))

@settings(max_examples=5, database=None)
@given(st.sampled_from([GREY]))
def test_what_fails(case):
    raise ValueError("my own")

@settings(max_examples=5, database=None)
@given(st.just(Case(input=Input(shape=(2, 3, 32, 32)))))
def test_what_is_fine(case):
    raise ValueError("my own")

def test_without_a_case():
    raise ValueError("my own")
"""


def test_below_a_failing_property_stands_what_is_known_of_its_case(
    suite: Run, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    (tmp_path / "test_own.py").write_text(FAILS)
    result = suite("-n", 2)
    assert "3 failed" in result.stdout
    told = re.findall(r"-+ resnet-fuzz -+\n(.*?)\n_{3,} ", result.stdout, re.DOTALL)
    assert told == snapshot


def test_an_item_is_named_as_reports_name_it(suite: Run, tmp_path: Path) -> None:
    write_all([CHANNELS, HEAD, CHANGED], tmp_path / "corpus")
    asked = ("--fuzz-corpus", "corpus", f"corpus::{CHANNELS.id}")
    assert "1 passed, 2 deselected" in suite(*asked).stdout
    beside = suite(*asked, "test_own.py", "--collect-only")
    assert "2/4 tests collected (2 deselected)" in beside.stdout
    by_cause = suite("--fuzz-corpus", "corpus", f"corpus::{CHANNELS.group}", "--collect-only")
    assert CHANGED.group == CHANNELS.group
    assert f"<CorpusItem {CHANNELS.id}>" in by_cause.stdout
    assert "2/3 tests collected (1 deselected)" in by_cause.stdout
    missing = suite("--fuzz-corpus", "corpus", "corpus::none")
    assert missing.returncode == USAGE_ERROR
    assert missing.stderr.startswith("ERROR: corpus::none: there is no such item")
