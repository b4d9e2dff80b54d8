"""How causes stand to what was known, and which of them make a run fail."""

from datetime import date

import pytest
from msgspec.structs import replace

from fuzz.campaign.change import change
from fuzz.campaign.gate import WORDS, Gate, standing
from fuzz.campaign.standing import Stand, stands
from fuzz.catalogue import Entry
from fuzz.catalogue.acceptance import Acceptance
from fuzz.verdict import Signature, Wording
from tests.unit.fuzz.sample import entry

TODAY = date(2026, 11, 26)


def variant(rule: str, kind: str = "rejected", *words: str) -> Entry:
    signature = Signature(stage="loss", kind=kind, rule=rule)  # type: ignore[arg-type]
    wordings = tuple(Wording("ValueError", word) for word in words)
    return entry(signature=signature, wordings=wordings, group=rule.partition(".")[2])


SHAPE, SILENT = variant("mseloss.shape", "rejected", "a"), variant("mseloss.shape", "silent")
TYPE, RANK = variant("linear.type", "rejected", "b"), variant("fold.rank")
KNOWN = {one.id: one for one in (SHAPE, TYPE, RANK)}
OTHER_WORDS = replace(TYPE, wordings=(*TYPE.wordings, Wording("ValueError", "c")))
NEW = variant("conv2d.groups", "silent")


def test_each_cause_stands_as_its_variants_say() -> None:
    met = (SILENT, SHAPE, OTHER_WORDS, NEW, RANK)
    assert stands(met, KNOWN) == [
        Stand("groups", "new", (NEW,)),
        Stand("rank", "known", (RANK,)),
        Stand("shape", "changed", (SILENT,), "also as silent"),
        Stand("type", "reworded", (OTHER_WORDS,)),
    ]


def test_what_changed_is_said_in_words() -> None:
    known = [variant("mseloss.shape"), variant("l1loss.shape", "silent")]
    backward = replace(SILENT, signature=replace(SILENT.signature, stage="backward"))
    assert change([backward, variant("conv2d.shape")], known) == "also in backward, for Conv2d"
    assert change([SILENT], known) == "also in loss as silent for MSELoss"
    assert change([SILENT, SILENT], known).endswith(" for MSELoss and another way")
    many = [variant(f"{name}.shape") for name in ("conv1d", "conv2d", "conv3d", "linear", "lstm")]
    assert change(many, known) == "also for Conv1d, Conv2d, Conv3d and 2 others"


def test_what_was_not_met_is_not_gone() -> None:
    told = standing(stands((SHAPE, NEW), KNOWN), KNOWN.values(), Gate())
    assert (told.new, told.known, told.not_met) == (("groups",), ("shape",), ("rank", "type"))
    assert told.changed == told.reworded == told.accepted == told.expired == told.failing == ()


def test_fewer_words_than_were_known_are_no_other_ones() -> None:
    (told,) = stands((replace(TYPE, wordings=()),), KNOWN)
    assert told.status == "known"


@pytest.mark.parametrize(
    ("words", "failing"),
    [
        ("", ""),
        ("new", "groups"),
        ("changed", "shape"),
        ("reworded", "type"),
        ("new,changed", "groups,shape"),
        ("silent", "groups,shape"),
        ("rejected", ""),
        ("any", "groups,shape,type"),
        ("crashed", ""),
    ],
)
def test_what_makes_a_run_fail(words: str, failing: str) -> None:
    gate = Gate(frozenset(filter(None, words.split(","))), today=TODAY)
    assert gate.fail_on <= set(WORDS)
    told = standing(stands((SILENT, OTHER_WORDS, NEW, RANK), KNOWN), KNOWN.values(), gate)
    assert ",".join(told.failing) == failing


@pytest.mark.parametrize(
    ("name", "until", "failing", "accepted", "expired"),
    [
        ("shape", None, False, True, False),
        (SILENT.id, None, False, True, False),
        ("shape", TODAY, False, True, False),
        ("shape", date(2026, 11, 25), True, False, True),
        ("groups", None, True, False, False),
        (SHAPE.id, None, True, False, False),
    ],
)
def test_what_is_accepted_does_not(
    name: str, until: date | None, failing: bool, accepted: bool, expired: bool
) -> None:
    gate = Gate(frozenset({"any"}), {name: Acceptance(name, "why", until)}, TODAY)
    told = standing(stands((SILENT, SHAPE), KNOWN), KNOWN.values(), gate)
    assert (told.failing, told.accepted, told.expired) == tuple(
        ("shape",) if said else () for said in (failing, accepted, expired)
    )


def test_one_accepted_variant_of_two_is_not_the_cause() -> None:
    nan = variant("mseloss.shape", "nonfinite")
    gate = Gate(frozenset({"changed"}), {SILENT.id: Acceptance(SILENT.id, "why")}, TODAY)
    told = standing(stands((SILENT, nan), KNOWN), KNOWN.values(), gate)
    assert (told.failing, told.accepted) == (("shape",), ())
