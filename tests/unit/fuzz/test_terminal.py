"""What a person sees of a campaign: the curve, and lines that hold no markup but our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.campaign.campaign import Budget
from fuzz.campaign.event import Died, Met, MetAgain
from fuzz.campaign.progress import Progress
from fuzz.report.terminal import BARS, Terminal, curve
from fuzz.verdict import Signature
from tests.unit.fuzz.sample import CASES, entry, met

BUDGET = Budget(seconds=0.0, cases=20, workers=2, device="cpu", seed=3)


@pytest.mark.parametrize(
    ("times", "span", "row"),
    [
        ([], 0.0, "    "),
        ([], 10.0, "    "),
        ([0.0], 0.0, "@   "),
        ([0.0], 10.0, "@   "),
        ([10.0], 10.0, "   @"),
        ([99.0], 10.0, "   @"),
        ([1, 3, 6, 9], 10.0, "@@@@"),
        ([1, 1, 1, 9], 10.0, "@  -"),
        ([1] * 9 + [9], 10.0, "@  ."),
    ],
)
def test_curve(times: list[float], span: float, row: str) -> None:
    assert curve(times, span, width=4) == row


@given(st.lists(st.floats(0, 100)), st.floats(0, 100), st.integers(1, 80))
def test_a_curve_is_as_wide_as_it_is_to_be(times: list[float], span: float, width: int) -> None:
    row = curve(times, span, width)
    assert len(row) == width
    assert set(row) <= set(BARS)
    assert bool(times) == (BARS[-1] in row)


def test_lines(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(began=0.0)
    silent = Signature("loss", "nonfinite", template="the loss is not finite")
    died = Died(at=2.0, shard=1, worker="gw1", case=CASES[0])
    with Terminal(BUDGET, quiet=False) as terminal:
        for event in (met(message="expected [red]3 channels"), met(silent, ""), died):
            terminal.on_event(event, progress.add(event), progress)
        terminal.conclude(progress.summary(seed=3, workers=2, stop_reason="cases", now=4.0), "[red]out")
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "2 workers, seed 3" in shown.err
    assert "   1 RuntimeError: expected [red]3 channels  [spurious, forward, conv2d]\n" in shown.err
    assert "   2 RuntimeError:   [nonfinite, loss]\n" in shown.err
    assert "gw1" in shown.err
    assert "[red]out/catalogue" in shown.err
    assert "\n0 distinct failures: none\n" in shown.err


def test_known_failures_are_counted_beside_new_ones(capsys: pytest.CaptureFixture[str]) -> None:
    known = entry()
    progress = Progress(began=0.0, known={known.id: known})
    progress.add(MetAgain(at=1.0, shard=0, id=known.id))
    with Terminal(BUDGET, quiet=False) as terminal:
        summary = progress.summary(seed=3, workers=2, stop_reason="cases", now=4.0)
        terminal.conclude(summary, "out", "[red]mine")
    shown = capsys.readouterr().err
    assert "\n1 known failure met again (of [red]mine)\n0 new distinct failures: none\n" in shown


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(began=0.0)
    with Terminal(BUDGET, quiet=True) as terminal:
        event: Met = met()
        terminal.on_event(event, progress.add(event), progress)
    assert capsys.readouterr() == ("", "")
