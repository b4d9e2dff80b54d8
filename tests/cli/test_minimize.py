"""fuzz minimize: to the smallest case that is known, and not at all where nothing fails."""

import json
from pathlib import Path

from resnet_fuzz import Case
from strategies.case import key, plain
from strategies.input import Input
from strategies.loss import Loss, Target
from strategies.subject import Subject
from tests.cli.conftest import Run, refused
from tests.cli.sample import FINE

CROWDED = Case(
    subject=Subject(num_classes=10),
    input=Input(shape=(3, 4, 40, 40), values="bytes"),
    mode="train",
    loss=Loss("MSELoss"),
    target=Target(shape=(3, 10), dtype="float32"),
    backward=True,
)
SMALLEST = Case(input=Input(shape=(2, 1, 224, 224)))


def test_the_known_minimum_is_reached(fuzz: Run, tmp_path: Path) -> None:
    (tmp_path / "crowded.json").write_bytes(key(CROWDED))
    result = fuzz("minimize", "crowded.json")
    assert result.returncode == 0
    assert json.loads(result.stdout) == plain(SMALLEST)
    assert result.stderr.startswith("RuntimeError: Given groups=1")
    assert result.stderr.endswith("  [rejected, forward, conv2d.channels]\n")


def test_it_is_said_what_a_site_without_a_name_is(here: Run, tmp_path: Path) -> None:
    layer = {"kind": "Linear", "options": {"in_features": 512, "out_features": 10}}
    edit = {"edit": "replace", "site": "fc", "layer": layer}
    (tmp_path / "narrow.json").write_text(json.dumps({"edits": [edit]}))
    result = here("minimize", "narrow.json")
    assert json.loads(result.stdout)["edits"][0]["site"] == ""
    assert result.stderr.endswith('\nsite "" is the network itself\n')


def test_what_does_not_fail_cannot_be_minimized(here: Run, tmp_path: Path) -> None:
    (tmp_path / "fine.json").write_bytes(key(FINE))
    refused(here("minimize", "fine.json"), "fuzz: fine.json: this case does not fail")
