"""What ships is explained: a rule, a cause, a fix, a passing case that was run, and its reach."""

from fuzz.catalogue import Catalogue, Entry
from fuzz.report.change import change_lines
from fuzz.verdict.composed import judge_composed
from strategies.contract import predict
from strategies.peril import perilous

ENTRIES = list(Catalogue())
USERS = [entry for entry in ENTRIES if entry.signature.kind in ("rejected", "misplaced", "silent")]
DIVERGENT = [entry for entry in ENTRIES if entry.signature.kind == "divergent"]

THEIRS = {
    "backward-backward-runtimeerror": "backward() refuses a gradient of its own as not contiguous",
    "forward-lp_pool3d-notimplementederror": "the CPU pools no volumes in float16",
    "forward-max_pool3d-runtimeerror": "it pools (C, D, H, W) as it pools no channels_last image",
    "forward-rms_norm-userwarning": "autocast leaves its weights as they are, and it warns of that",
    "forward-lstm-userwarning": "it has no fast way for projections, and says so of what is documented",
    "loss-ctcloss.index_range-crashed": "it reads what lies beyond its classes",
    "backward-crossentropyloss-nonfinite": "float16 has no room for the slopes of so small an image",
    "loss-softmarginloss-nonfinite": "float32 has none for exp() of what an untrained network returns",
    "loss-poissonnllloss-nonfinite": "float32 has none for exp() of what an untrained network returns",
    "loss-mseloss-nonfinite": "float16 has none for the square of so large a target",
    "loss-gaussiannllloss-nonfinite": "float16 has none for the square of so large a target",
}
"""Failures of cases that the documentation allows, by the beginning of their ids, and what they are."""


def test_every_failure_is_a_users_or_is_known_to_be_torchs() -> None:
    theirs = [entry.id for entry in ENTRIES if entry not in (*USERS, *DIVERGENT)]
    assert [name for name in theirs if not name.startswith(tuple(THEIRS))] == []
    assert len(USERS) >= 500


LAST_RESORTS = ("leave out the ", "use another loss: ", "leave ", "load no state dict")


def test_each_is_told_with_the_rule_that_its_case_breaks() -> None:
    for entry in USERS:
        expected = predict(entry.case)
        violation = [*expected.violations, *expected.excused, *filter(None, [expected.misuse])]
        told = [(one.rule, one.description, one.page) for one in violation]
        assert (entry.signature.rule, entry.cause, entry.page) in told, entry.id
        assert entry.region.startswith("Fails ") or perilous(entry.case), entry.id


def test_each_fix_is_the_advice_of_the_rule_or_admits_that_it_gives_something_up() -> None:
    given_up = []
    for entry in USERS:
        expected = predict(entry.case)
        violations = (*expected.violations, *expected.excused, *filter(None, [expected.misuse]))
        advice = [
            repair.text
            for one in violations
            if one.rule == entry.signature.rule
            for repair in one.repairs
        ]
        if not entry.fix.startswith(tuple(advice)):
            assert entry.fix.startswith(LAST_RESORTS), entry.id
            given_up.append(entry.id)
    assert len(given_up) <= 0.05 * len(USERS), given_up


def test_each_has_a_proof() -> None:
    unproven = [entry.id for entry in USERS if entry.proof is None and not entry.capability]
    assert unproven == []


def test_each_divergence_says_what_either_device_makes_of_its_case() -> None:
    for entry in DIVERGENT:
        devices = {seen.device for seen in entry.observed}
        assert len(devices) == len(entry.observed) == 2, entry.id
        assert all(f"on {device} it " in entry.cause for device in devices), entry.id
    assert len(DIVERGENT) >= 15


def test_every_fix_passes_and_is_told() -> None:
    """A passing case with a proof is run by `verify`, in `test_corpus`; one without is judged here."""
    assert {entry.id: said for entry in USERS if (said := wrong_with_fix(entry))} == {}


def wrong_with_fix(entry: Entry) -> str:
    """What is wrong with the case that passes beside that of an entry; "" where nothing is."""
    if entry.passing is None:
        return "there is no case that passes"
    finding = judge_composed(entry.passing) if entry.proof is None else None
    if finding is not None:
        return f"it fails as well: {finding}"
    return "" if change_lines(entry) else "it isn't told what to change"
