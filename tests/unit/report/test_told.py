"""What is told of runs and of a checked network, from what they leave."""

from pathlib import Path

import pytest

from fuzz.campaign.event import Dropped, MetAgain
from fuzz.campaign.gate import Gate
from fuzz.check.bound.contract import Bound, InputContract
from fuzz.check.bound.sizes import Sizes
from fuzz.check.finding import Finding
from fuzz.check.plain.probe import Change, Probe
from fuzz.check.plain.tensor import Given
from fuzz.check.result import Checked
from fuzz.execution.named.place import Place
from fuzz.report.told.checked import report_of_checked
from fuzz.report.told.runs import report_of_runs
from fuzz.report.told.site import named_site, sites
from strategies.layer import Layer
from tests.cli.sample import BROADCAST, CHANNELS, HEAD, STATE
from tests.unit.fuzz.sample import met
from tests.unit.fuzz.test_markdown import STARTED, account, catalogued


def test_what_fails_comes_first_and_what_is_known_last(tmp_path: Path) -> None:
    told = report_of_runs(
        [
            account(
                tmp_path / "night",
                STARTED,
                MetAgain(at=1.0, shard=0, id=STATE.id),
                catalogued(CHANNELS),
                catalogued(BROADCAST, minimal=False),
                known=(STATE,),
                gate=Gate(frozenset({"rejected"})),
            )
        ]
    )
    assert [(one.id, one.status, one.fails) for one in told.problems] == [
        (CHANNELS.group, "new", True),
        (BROADCAST.group, "new", False),
        (STATE.group, "known", False),
    ]
    channels, broadcast, _ = told.problems
    assert channels.script.startswith("import torch\n")
    assert any(line.startswith("+ ") for line in channels.diff)
    assert (channels.sites, channels.releases) == (("conv1",), ("2.13.0",))
    assert (channels.proven, broadcast.proven) == (True, False)
    assert broadcast.losses == ("MSELoss",)
    assert told.news == told.problems[:2]


def test_a_cause_that_two_runs_met_is_told_once(tmp_path: Path) -> None:
    runs = [
        account(tmp_path / "one", STARTED, catalogued(HEAD)),
        account(tmp_path / "two", STARTED, catalogued(HEAD), catalogued(CHANNELS)),
    ]
    told = {one.id: one for one in report_of_runs(runs).problems}
    assert told[HEAD.group].runs == ("one", "two")
    assert told[CHANNELS.group].runs == ("two",)
    assert len(told[HEAD.group].variants) == 1


def test_it_is_told_when_causes_were_met_first(tmp_path: Path) -> None:
    dropped = Dropped(at=10.0, shard=0, id=met().id, case=met().case, why="unstable")
    one = account(tmp_path / "night", STARTED, met(at=5.0), met(at=9.0), dropped)
    (run,) = report_of_runs([one]).runs
    assert run.summary is not None
    assert len(run.discovery) == len(run.summary.discovery) == 1
    assert run.untried is not None
    assert "Conv2d: stem" in run.untried["layer"]


@pytest.mark.parametrize(
    ("site", "named"),
    [
        ("fc", "fc"),
        ("layer4.0.downsample.1", "layer4.0.downsample.1"),
        ("avgpool.1", "avgpool"),
        ("layer1.0.relu.1", "layer1.0.relu"),
        ("1.conv1", "conv1"),
        ("1", ""),
        ("classifier", ""),
        ("", ""),
    ],
)
def test_a_site_is_named_as_in_the_unedited_network(site: str, named: str) -> None:
    assert named_site(site) == named
    assert named in ("", *sites())


def test_sites_are_those_of_the_network_of_the_run() -> None:
    assert named_site("layer1.0.conv3", "resnet18") == "layer1.0"
    assert named_site("layer9.conv", "mine:build") == "layer9.conv"


def test_a_finding_has_its_line_its_change_and_a_script() -> None:
    probe = Probe(inputs=(Given((2, 3, 64, 64)),))
    finding = Finding(
        kind="fails",
        name="linear.in_features",
        text="Linear expects 2048 features, but got 512",
        when="in eval mode",
        probe=probe,
        site="fc",
        place=Place("/shop/models.py", 9, "self.fc = nn.Linear(2048, 10)"),
        fix="use in_features=512",
        change=Change("fc", Layer("Linear", {"in_features": 512, "out_features": 10})),
        exception="RuntimeError",
        message="mat1 and mat2 shapes cannot be multiplied (2x512 and 2048x10)",
    )
    contract = InputContract(
        "(N, 3, H, W)",
        ("float32",),
        (Bound("H, W >= 7", Given((2, 3, 7, 7)), Given((2, 3, 6, 6))),),
        spatial=Sizes(7, passed=(7, 8), failed=(6,)),
    )
    checked = Checked(
        name="shop.models:build",
        probe=probe,
        findings=(finding,),
        contract=contract,
        outputs={"": (2, 10)},
    )
    told = report_of_checked(checked, frozenset({"silent"}))
    (problem,) = told.problems
    assert (problem.path, problem.line, problem.fails) == ("/shop/models.py", 9, False)
    assert problem.diff == ("- self.fc = nn.Linear(2048, 10)", "+ self.fc = nn.Linear(512, 10)")
    assert "from shop.models import build" in problem.script
    assert told.contract is not None
    (limit,), (dots,) = told.contract.limits, told.contract.sizes
    assert (limit.passes, limit.fails) == ("[2, 3, 7, 7] float32", "[2, 3, 6, 6] float32")
    assert (dots.passed, dots.failed) == ((7, 8), (6,))
    assert told.contract.returns == ("[2, 10], for [2, 3, 64, 64]",)
    assert report_of_checked(checked).problems[0].fails
