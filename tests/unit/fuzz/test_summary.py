"""What a person sees at the end of a campaign."""

from datetime import date

from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from fuzz.campaign.event import AnyEvent, Catalogued, MetAgain, Ran
from fuzz.campaign.gate import Gate, Standing
from fuzz.campaign.progress import Progress
from fuzz.campaign.standing import Stand
from fuzz.campaign.summary import Summary, summarize
from fuzz.campaign.unseen import ENOUGH, Unseen
from fuzz.catalogue.acceptance import Acceptance
from fuzz.report.summary import WORDS, standing_lines, summary_lines
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
    assert "no new failure" in lines
    assert lines[-1] == "the catalogue is out/catalogue: fuzz list --catalogue out/catalogue"


SUMMARY = Summary(
    seed=3,
    workers=2,
    stop_reason="time",
    seconds=143.0,
    cases=7449,
    combinations=3366912,
    cases_per_second=52.04,
    combinations_per_second=23544.8,
    findings={"rejected": 9000, "silent": 500},
    entries={"rejected": 326, "silent": 1},
    causes=165,
    proven=160,
    known=2,
    discovery=(1.0, 2.0, 2.5, 60.0),
    coverage={"edit": (56, 56), "loss": (503, 503)},
    standing=Standing(
        new=("rank",),
        changed=("shape", "type"),
        reworded=(),
        known=("scalar",),
        not_met=("dim",),
        accepted=(),
        expired=(),
        failing=("rank",),
    ),
    unseen=Unseen(failures=1.0, per_case=0.0067),
    behind=5,
    unstable=("a",),
    unproven=(),
    cut_short=("b", "c"),
    died=1,
    torch="2.13.0",
    torchvision="0.28.0",
    devices=("cpu",),
)


def test_what_a_run_says_at_its_end(snapshot: SnapshotAssertion) -> None:
    gate = Gate(frozenset({"new"}))
    changed = Stand("shape", "changed", (NEW,), "also as silent")
    lines = [*summary_lines(SUMMARY, "out", "mine"), *standing_lines(SUMMARY.standing, [changed], gate)]
    assert "\n".join(lines) == snapshot


def test_of_what_there_is_none_nothing_is_said(snapshot: SnapshotAssertion) -> None:
    none = replace(
        concluded(campaign()),
        coverage={},
        standing=replace(SUMMARY.standing, **dict.fromkeys((*WORDS, "failing", "not_met"), ())),
    )
    lines = [*summary_lines(none, "out", "mine"), *standing_lines(none.standing, [], Gate())]
    assert "\n".join(lines) == snapshot


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
    assert counts == "causes: 1 new, 1 known and not met"
    assert new.startswith(f"NEW      {NEW.group}  accepted until 2026-01-01 and no longer, ")
    assert fails == "1 cause to fail for (--fail-on new)"
