"""What a person sees at the end of a campaign."""

from datetime import date

from fuzz.campaign.event import AnyEvent, Catalogued, MetAgain, Ran
from fuzz.campaign.gate import Gate
from fuzz.campaign.progress import Progress
from fuzz.campaign.summary import Summary, summarize
from fuzz.campaign.unseen import ENOUGH
from fuzz.catalogue.acceptance import Acceptance
from fuzz.report.summary import standing_lines, summary_lines
from fuzz.verdict import Signature
from tests.unit.fuzz.sample import entry

KNOWN = entry()
NEW = entry(signature=Signature("loss", "nonfinite", template="the loss is not finite"))


def campaign(*events: AnyEvent, gate: Gate | None = None) -> Progress:
    progress = Progress(began=0.0, known={KNOWN.id: KNOWN}, gate=gate or Gate())
    for event in events:
        progress.add(event)
    return progress


def concluded(progress: Progress, *, drawn: bool = True) -> Summary:
    return summarize(progress, seed=3, workers=2, stop_reason="cases", now=4.0, drawn=drawn)


def test_known_failures_are_counted_beside_new_ones() -> None:
    summary = concluded(campaign(MetAgain(at=1.0, shard=0, id=KNOWN.id)))
    lines = summary_lines(summary, "out", "mine\x1b")
    assert "1 known failure met again (of mine\\x1b)" in lines
    assert "0 new distinct failures: none" in lines
    assert lines[-1] == "the catalogue is out/catalogue: fuzz list --catalogue out/catalogue"


def test_an_estimate_is_made_of_many_cases_that_were_drawn() -> None:
    few, many = (
        campaign(Ran(at=1.0, shard=0, cases=cases, combinations=9, failing={}))
        for cases in (ENOUGH - 1, ENOUGH)
    )
    assert _estimated(concluded(many))
    assert not _estimated(concluded(few))
    assert not _estimated(concluded(many, drawn=False))


def _estimated(summary: Summary) -> bool:
    return any(line.startswith("still unseen") for line in summary_lines(summary, "out"))


def test_what_makes_it_fail_is_named_and_what_is_accepted_no_longer() -> None:
    gate = Gate(
        frozenset({"new"}), {NEW.group: Acceptance(NEW.group, "why", date(2026, 1, 1))}, date(2026, 1, 2)
    )
    progress = campaign(Catalogued(at=1.0, shard=0, entry=NEW), gate=gate)
    counts, new, fails = standing_lines(concluded(progress).standing, progress.stands(), gate)
    assert counts == "causes: 1 new, 0 changed, 0 reworded, 0 known, 1 not met"
    assert new.startswith(f"NEW      {NEW.group}  accepted until 2026-01-01 and no longer, ")
    assert fails == "--fail-on new: 1 cause"
