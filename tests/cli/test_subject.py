"""Subjects on the command line: another model by its name, one of your own where it is named."""

import json
from pathlib import Path

import pytest

from fuzz.catalogue.store import write_all
from tests.cli.conftest import Run, fuzz_in, refused, runner
from tests.cli.sample import nearly_all

OWN = "mynet:build"
NETWORK = """
import torch
from torch import nn

print("a module may say something at its import")


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 3, stride=4)
        self.layer1 = nn.Sequential(nn.Conv2d(4, 4, 1), nn.ReLU())
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.head = nn.Linear(4, 5)

    def forward(self, x):
        return self.head(torch.flatten(self.avgpool(self.layer1(self.conv1(x))), 1))


def build():
    return Net()
"""
CASE = {"subject": {"model": OWN}, "edits": [{"edit": "remove", "site": "avgpool"}]}
WANTED = (OWN, f"--subject {OWN}")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a network of one's own, and what a short run of it has left."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "mynet.py").write_text(NETWORK)
    (folder / "case.json").write_text(json.dumps(CASE))
    options = ("--cases", 4, "--seed", 4, "--known", "none", "--workers", 1)
    result = fuzz_in(folder)("run", "--subject", OWN, *options)
    assert result.returncode == 0, result.stderr
    assert "ended by cases" in result.stdout
    return folder


@pytest.fixture
def cause(ran: Path) -> str:
    """One of those that it has found."""
    return min(path.stem for path in (ran / "out" / "catalogue").glob("*.json"))


@pytest.fixture
def fuzz(ran: Path) -> Run:
    return fuzz_in(ran)


@pytest.fixture
def tmp_path(ran: Path) -> Path:
    """Where ``here`` runs a command."""
    return ran


def test_what_a_run_leaves_replays_where_its_network_is_named(fuzz: Run, here: Run, ran: Path) -> None:
    files = [path.read_text() for path in (ran / "out" / "catalogue").iterdir()]
    assert any(f'"model": "{OWN}"' in text for text in files)
    refused(here("replay", "out/catalogue"), *WANTED)
    again = fuzz("replay", "out/catalogue", "--subject", OWN, "--json", "--workers", 1)
    assert again.returncode == 0, again.stderr
    assert {one["status"] for one in json.loads(again.stdout)} == {"SAME"}


def test_what_nights_have_met_of_it_is_merged_where_it_is_named(here: Run) -> None:
    refused(here("merge", "out/catalogue", "--out", "nights"), *WANTED)
    for subjects in ((OWN,), (OWN, "resnet50")):
        named = [word for subject in subjects for word in ("--subject", subject)]
        merged = here("merge", "out/catalogue", *named, "--out", "nights")
        assert merged.returncode == 0, merged.stderr


def test_the_plugin_fuzzes_it(ran: Path) -> None:
    (ran / "pytest.ini").write_text("[pytest]\n")
    pytest_in = runner(ran, ["-m", "pytest", "-p", "no:cacheprovider", "-q"])
    options = ("--fuzz-corpus", "out/catalogue", "--fuzz-cases", 1, "--fuzz-seed", 4)
    assert "which only you can allow" in pytest_in(*options).stderr
    result = pytest_in(*options, "--fuzz-subject", OWN)
    assert result.returncode == 0, result.stdout


def test_a_case_is_judged_where_its_network_is_named(here: Run) -> None:
    refused(here("judge", "case.json"), "case.json", *WANTED)
    said = here("judge", "case.json", "--subject", OWN)
    assert said.returncode == 0, said.stderr
    assert "[rejected, forward, linear.unpooled]" in said.stdout
    assert "at its import" not in said.stdout


def test_nothing_that_a_file_names_is_imported(here: Run, ran: Path, cause: str) -> None:
    refused(here("script", cause, "--catalogue", "out/catalogue"), *WANTED)
    refused(here("run", "--resume", "out"), *WANTED)
    (ran / "pyproject.toml").write_text(f'[tool.resnet-fuzz.run]\nsubject = "{OWN}"\n')
    refused(here("run", "--cases", 1, "--out", "never"), "pyproject.toml", *WANTED[1:])
    (ran / "pyproject.toml").unlink()
    assert not (ran / "never").exists()


def test_what_only_shows_imports_nothing(fuzz: Run, here: Run, ran: Path, cause: str) -> None:
    network, place = ran / "mynet.py", ("--catalogue", "out/catalogue")
    network.write_text("raise SystemExit(3)")
    try:
        listed, shown = fuzz("list", *place), fuzz("show", cause, *place)
        diff, page = fuzz("diff", "out/catalogue", "out/catalogue"), fuzz("report", "out")
    finally:
        network.write_text(NETWORK)
    assert [one.stderr for one in (listed, shown, diff, page)] == [""] * 4
    assert cause in listed.stdout
    assert f"# the script imports {OWN}, which only you can allow: add --subject {OWN}" in shown.stdout
    assert f"## Fuzzing `{OWN}`" in page.stdout
    named = here("show", cause, *place, "--subject", OWN)
    assert "from mynet import build" in named.stdout


def test_what_cannot_be_a_subject_is_refused_before_anything_is_run(here: Run, ran: Path) -> None:
    (ran / "odd.py").write_text("import torch\nbuild = torch.nn.LSTM(3, 4)\n")
    told = here("run", "--subject", "odd:build", "--out", "never")
    refused(told, "odd:build can't be a subject", "`fuzz check odd:build --edits`")
    refused(here("run", "--subject", "resnet19"), "did you mean resnet18")


def test_a_sweep_is_of_the_sites_of_its_subject(here: Run) -> None:
    edits = ("--edits", "truncate,remove", "--shapes", "2x3x32x32", "--modes", "eval", "--count")
    assert here("sweep", "--subject", OWN, *edits).stdout == f"{9 + 3 * 6}\n"
    refused(
        here("sweep", "--subject", "resnet18", "--sites", "layer4.2", "--count"), "layer4.2", "layer4."
    )


def test_a_run_of_another_model(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("another")
    write_all(nearly_all(), folder / "known")
    options = ("--cases", 1, "--known", "known", "--workers", 1)
    result = fuzz_in(folder)("run", "--subject", "resnet18", *options)
    assert result.returncode == 0, result.stderr
    assert "fuzzing resnet18 on 1 worker, " in result.stderr
    assert "1 case (a network and its input) in " in result.stdout
    assert json.loads((folder / "out" / "run.json").read_text())["budget"]["subject"] == "resnet18"
