"""What a worker does before each run: it leaves alone what kills, and tries out what may."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from fuzz.campaign.suspects import Suspect
from fuzz.engine.guard import DARED, Guard
from fuzz.engine.trace import Trace, take_left
from fuzz.engine.watch import Watch
from fuzz.execution.outcome import Described, Died, Outcome, Returned
from strategies.case import ORDINARY, Case
from strategies.error import CaseError
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.surgery import Insert, Truncate

FINE = Returned(output=Described(type="Tensor"))
DEAD = Died(fate="crashed", how="SIGSEGV", stage="forward", op="ELU")
IN_LOSS = replace(DEAD, stage="loss", op="SmoothL1Loss")


def with_layer(kind: str, site: str = "layer1") -> Case:
    return replace(ORDINARY, edits=(Insert(site=site, layer=Layer(kind)),))


def paired(size: int, kind: str = "SmoothL1Loss") -> Case:
    return replace(ORDINARY, loss=Loss(kind), target=Target(shape=(size,)))


class Deadly:
    """A child in which an ELU and every SmoothL1Loss kills."""

    def __init__(self) -> None:
        self.device, self.ran = "cpu", list[Case]()

    def run(self, case: Case) -> Outcome:
        self.ran.append(case)
        if case.loss is not None and case.loss.kind == "SmoothL1Loss":
            return IN_LOSS
        return DEAD if Layer("ELU") in _layers(case) else FINE


def _layers(case: Case) -> list[Layer]:
    return [edit.layer for edit in case.edits if isinstance(edit, Insert)]


class Around:
    """A guard with what other workers tell it."""

    def __init__(self, directory: Path) -> None:
        self.told: dict[Case, Died] = {}
        self._seen: set[Case] = set()
        self.child = Deadly()
        self.trace = Trace(directory, "gw0", 3)
        self.watch = Watch(0)
        self.guard = self.knowing()

    def knowing(self, *before: Suspect) -> Guard:
        return Guard(self._new, self.told.__setitem__, self.child, self.trace, self.watch, before)

    def _new(self) -> Iterator[tuple[Case, Died]]:
        new = [case for case in self.told if case not in self._seen]
        self._seen.update(new)
        yield from ((case, self.told[case]) for case in new)


@pytest.fixture
def around(tmp_path: Path) -> Iterator[Around]:
    made = Around(tmp_path)
    yield made
    made.trace.end()


def test_what_is_condemned_is_not_run(around: Around) -> None:
    case = with_layer("ELU")
    around.guard.running(case)
    around.told[case] = DEAD
    assert around.guard.fate(case) == DEAD
    with pytest.raises(CaseError, match="ends the process"):
        around.guard.running(case)
    assert around.child.ran == []


def test_another_case_with_its_layer_is_tried_in_a_child_once(around: Around) -> None:
    around.told[with_layer("ELU")] = DEAD
    other = with_layer("ELU", "layer2")
    assert around.guard.fate(other) == DEAD
    assert around.told[other] == DEAD  # for the other workers
    around.guard.fate(other)
    around.guard.running(with_layer("GELU"))
    assert around.child.ran == [other]


def test_a_kind_of_layer_that_kills_with_several_options_is_suspect_with_any(around: Around) -> None:
    def leaky(slope: float) -> Case:
        layer = Layer("LeakyReLU", {"negative_slope": slope})
        return replace(ORDINARY, edits=(Insert(site="layer1", layer=layer),))

    around.told[leaky(0.1)] = DEAD
    around.guard.running(leaky(0.3))
    assert around.child.ran == []
    around.told[leaky(0.2)] = DEAD
    around.guard.running(leaky(0.3))
    assert around.child.ran == [leaky(0.3)]


def test_what_ended_a_process_before_the_run_is_tried_in_a_child(around: Around) -> None:
    shorter = replace(ORDINARY, edits=(Truncate(drop=3),))
    guard = around.knowing(Suspect(with_layer("ELU"), "forward"), Suspect(shorter, "forward"))
    assert guard.fate(with_layer("ELU", "layer2")) == DEAD
    assert guard.fate(shorter) is None  # it did so elsewhere, and does not here
    guard.running(shorter)
    assert around.child.ran == [with_layer("ELU", "layer2"), shorter]


def test_of_a_case_that_died_in_its_loss_the_network_is_innocent(around: Around) -> None:
    around.told[replace(with_layer("GELU"), loss=Loss("SmoothL1Loss"))] = IN_LOSS
    around.guard.running(with_layer("GELU"))
    assert around.child.ran == []


def test_a_loss_that_kills_is_tried_a_few_times_for_each_network(around: Around) -> None:
    around.told[paired(1)] = IN_LOSS
    around.guard.running(ORDINARY)
    assert around.guard.pairing(paired(1)) == IN_LOSS  # known
    assert [around.guard.pairing(paired(size)) for size in range(2, 2 + DARED)] == [IN_LOSS] * DARED
    with pytest.raises(CaseError, match="SmoothL1Loss has ended too many"):
        around.guard.pairing(paired(50))
    assert around.guard.pairing(paired(50, "MSELoss")) is None
    around.guard.running(with_layer("GELU"))
    assert around.guard.pairing(paired(51)) == IN_LOSS
    assert len(around.child.ran) == DARED + 1


def test_the_pairing_that_was_run_last_is_the_first_suspect(
    around: Around, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = with_layer("GELU")
    around.guard.running(ORDINARY)
    around.guard.pairing(paired(1))
    around.guard.running(other)
    around.guard.pairing(replace(paired(2), edits=other.edits))
    around.guard.pairing(replace(paired(3), edits=other.edits))
    monkeypatch.setattr("fuzz.engine.trace._lives", lambda _: False)
    (left,) = take_left(tmp_path)
    last = replace(paired(3), edits=other.edits)
    assert left.cases == (ORDINARY, other, last)
    assert left.pairings == (paired(1), replace(paired(2), edits=other.edits), last)


def test_once_its_table_is_done_a_network_is_suspect_itself(
    around: Around, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    around.guard.running(ORDINARY)
    around.guard.pairing(paired(1))
    around.guard.running(ORDINARY)
    monkeypatch.setattr("fuzz.engine.trace._lives", lambda _: False)
    (left,) = take_left(tmp_path)
    assert left.cases[-1] == ORDINARY
