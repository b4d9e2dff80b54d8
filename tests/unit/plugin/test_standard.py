"""What the plugin says of a campaign's failures: a cause each, with all of its variants."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from fuzz.catalogue.acceptance import Acceptance
from fuzz.catalogue.entry import Entry
from fuzz.plugin.failure import Failure, others
from fuzz.plugin.standard import Standard
from fuzz.verdict import Signature
from tests.cli.sample import CHANNELS

PLACE = Path("there")
SILENT = replace(CHANNELS, signature=replace(CHANNELS.signature, kind="silent"))
BACKWARD = replace(CHANNELS, signature=replace(CHANNELS.signature, stage="backward"))
OTHER = replace(CHANNELS, group="rank", signature=Signature("loss", "rejected", "mseloss.rank"))


def standard(*known: Entry, accepted: str = "", until: date | None = None) -> Standard:
    return Standard(
        known={one.id: one for one in known},
        corpus=Path("corpus"),
        accepted={accepted: Acceptance(accepted, "we live with it", until)} if accepted else {},
        place=Path("accepted.json"),
        subject="mine:build",
        today=date(2026, 11, 27),
    )


def test_a_cause_is_told_once_with_its_variants() -> None:
    channels, rank = standard().failures([SILENT, BACKWARD, CHANNELS, OTHER], PLACE)
    assert (channels.id, rank.id) == (CHANNELS.group, "rank")
    assert channels.variants == (BACKWARD.id, CHANNELS.id, SILENT.id)
    assert channels.text.startswith(f"NEW: the corpus does not hold {CHANNELS.group}\nRuntimeError: ")
    assert others(channels) == [
        f"Shown is {BACKWARD.id}. It was met in 2 other variants as well:",
        f"{CHANNELS.id}, {SILENT.id}",
        "",
    ]
    assert others(rank) == []


def test_what_shards_have_met_of_a_cause_is_one() -> None:
    held = standard(CHANNELS)
    (one,), (other,) = held.failures([SILENT], PLACE), held.failures([BACKWARD], Path("elsewhere"))
    assert one.text.startswith(
        f"CHANGED: the corpus holds {CHANNELS.group}; it was met also as silent\n"
    )
    joined = one.joined(other)
    assert joined.variants == (SILENT.id, BACKWARD.id)
    assert held.commands(joined) == [
        f"To accept it: fuzz accept {SILENT.id} {BACKWARD.id} --reason ... --catalogue there"
        " --catalogue elsewhere",
        f"To add it to the corpus: fuzz promote {CHANNELS.group} --from there --into corpus"
        " --subject mine:build",
        f"To add it to the corpus: fuzz promote {CHANNELS.group} --from elsewhere --into corpus"
        " --subject mine:build",
    ]


def test_a_cause_is_accepted_where_all_of_its_variants_are() -> None:
    (whole,) = standard(accepted=CHANNELS.group).failures([SILENT, CHANNELS], PLACE)
    assert whole.accepted == "we live with it"
    (part,) = standard(accepted=CHANNELS.id).failures([SILENT, CHANNELS], PLACE)
    assert (part.accepted, part.variants) == ("", (SILENT.id,))
    assert whole.joined(part) is part
    assert part.joined(whole) is part
    past = date(2026, 11, 1)
    (expired,) = standard(accepted=CHANNELS.group, until=past).failures([CHANNELS], PLACE)
    assert expired.accepted == ""
    assert expired.text.endswith("It was accepted until 2026-11-01: we live with it")


def test_what_no_campaign_has_met_has_no_commands() -> None:
    assert standard().commands(Failure("a finding", "text")) == []
