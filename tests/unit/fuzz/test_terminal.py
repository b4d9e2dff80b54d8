"""What a person sees of a campaign: while it goes on: lines that hold no markup but our own."""

import pytest

from fuzz.campaign.campaign import Budget
from fuzz.campaign.event import Died, Met
from fuzz.campaign.progress import Progress
from fuzz.report.terminal import Terminal
from fuzz.verdict import Signature
from tests.unit.fuzz.sample import CASES, met

BUDGET = Budget(seconds=0.0, cases=20, workers=2, device="cpu", seed=3)


def test_lines(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(began=0.0)
    silent = Signature("loss", "nonfinite", template="the loss is not finite")
    died = Died(at=2.0, shard=1, worker="gw1", case=CASES[0])
    with Terminal(BUDGET, quiet=False) as terminal:
        for event in (met(message="expected [red]3 channels"), met(silent, ""), died):
            terminal.on_event(event, progress.add(event), progress)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "2 workers, seed 3" in shown.err
    assert "   1 RuntimeError: expected [red]3 channels  [spurious, forward, conv2d]\n" in shown.err
    assert "   2 RuntimeError:   [nonfinite, loss]\n" in shown.err
    assert "gw1" in shown.err


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(began=0.0)
    with Terminal(BUDGET, quiet=True) as terminal:
        event: Met = met()
        terminal.on_event(event, progress.add(event), progress)
    assert capsys.readouterr() == ("", "")
