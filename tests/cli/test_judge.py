"""fuzz judge: cases from files and from standard input, run for real."""

import json
from pathlib import Path

import pytest

from strategies.case import key
from tests.cli.conftest import Run
from tests.cli.sample import BROADCAST, CHANNELS, FINE, HEAD


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    (tmp_path / "fine.json").write_bytes(key(FINE))
    (tmp_path / "channels.json").write_bytes(key(CHANNELS.case))


def test_text(fuzz: Run) -> None:
    result = fuzz("judge", "channels.json", "fine.json")
    assert (result.returncode, result.stderr) == (0, "")
    said, name, cause, fix, page, fine = result.stdout.splitlines()
    assert said.startswith("channels.json: RuntimeError: ")
    assert said.endswith("  [rejected, forward, conv2d.channels]")
    assert name == f"  {CHANNELS.group} ({CHANNELS.id})"
    assert cause.startswith("  Cause: at conv1, Conv2d expects 3 input channels (in_channels=3), but ")
    assert fix.startswith("  Fix:   use in_channels=")
    assert page == "  See:   https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html"
    assert fine == "fine.json: fine"


def test_json_of_files_and_of_lines(here: Run) -> None:
    lines = b"\n".join([key(HEAD.case), b"", key(BROADCAST.case), key(FINE)]).decode()
    result = here("judge", "fine.json", "-", "channels.json", "--json", stdin=lines)
    assert (result.returncode, result.stderr) == (0, "")
    answers = json.loads(result.stdout)
    assert [(answer["source"], answer["variant"]) for answer in answers] == [
        ("fine.json", None),
        ("standard input, line 1", HEAD.id),
        ("standard input, line 3", BROADCAST.id),
        ("standard input, line 4", None),
        ("channels.json", CHANNELS.id),
    ]
    groups = [None, HEAD.group, BROADCAST.group, None, CHANNELS.group]
    assert [answer["id"] for answer in answers] == groups
    assert answers[0]["finding"] is None
    assert answers[1]["finding"]["cause"]["rule"] == "linear.unpooled"
    finding = answers[4]["finding"]
    assert finding.keys() == {"signature", "stage", "message", "site", "exception", "cause", "op"}
    assert finding["site"] == "conv1"


def test_a_line_that_is_no_case_is_told_and_the_others_are_judged(here: Run) -> None:
    lines = ("{}", "", '{"mode": 1}', "[" * 2**20, '{"mode": "train"}', "")
    done = here("judge", "-", "--json", stdin="\n".join(lines))
    assert done.returncode == 2
    first, bad, long, last = json.loads(done.stdout)
    assert "standard input, line 3: " in bad["error"]
    assert "standard input, line 4: too large" in long["error"]
    assert "`$.mode`" in done.stderr
    assert done.stderr.endswith("fuzz: 2 lines of standard input could not be judged\n")
    assert (first["source"], last["source"]) == ("standard input, line 1", "standard input, line 5")
    assert first["id"] is None
    assert last["id"] is None


def test_what_a_mistyped_site_may_have_meant_is_told(here: Run) -> None:
    result = here("judge", "-", stdin='{"edits": [{"edit": "remove", "site": "layr4.0.conv1"}]}\n')
    assert result.stdout.endswith("\n  Did you mean layer4 or layer3 or layer2?\n")
