"""Each loss with each target that is tried on an output: plain first, each once, and always as many."""

import pytest
from hypothesis import given

from fuzz.execution.composition.pattern import smallest_alike
from strategies.loss import LOSSES, Loss, LossKind
from strategies.loss.pairing import Pairing, configured, pairings
from strategies.value import Shape
from tests.unit.strategies.strategy import OUTPUTS

ALL = pytest.mark.parametrize("kind", LOSSES.values(), ids=LOSSES)


def outline(pairing: Pairing) -> tuple[object, ...]:
    """A pairing without its sizes."""
    loss, target = pairing
    return (loss.kind, tuple(loss.options), target.dtype, target.values, len(target.shape))


@given(OUTPUTS)
def test_outputs_of_one_pattern_have_the_same_pairings_in_the_same_order(output: Shape) -> None:
    for kind in LOSSES.values():
        alike = map(outline, pairings(kind, smallest_alike(output)))
        assert list(alike) == list(map(outline, pairings(kind, output)))


@given(OUTPUTS)
def test_the_plain_loss_with_the_plainest_safe_target_comes_first(output: Shape) -> None:
    for kind in LOSSES.values():
        loss, target = pairings(kind, output)[0]
        assert loss == Loss(kind.name)
        fitting = [fit for fit in kind.targets(output) if kind.safe(fit, output)]
        assert target == fitting[0] if fitting else target.shape == kind.targets(output)[0].shape


@given(OUTPUTS)
def test_no_pairing_comes_twice(output: Shape) -> None:
    for kind in LOSSES.values():
        found = pairings(kind, output)
        assert len(set(found)) == len(found)


@given(OUTPUTS)
def test_every_pairing_is_safe(output: Shape) -> None:
    for kind in LOSSES.values():
        assert all(kind.safe(target, output) for _, target in pairings(kind, output))


@ALL
def test_every_configured_loss_meets_a_target_that_fits(kind: LossKind) -> None:
    tried = pairings(kind, (2, 10))
    for loss in configured(kind, (2, 10)):
        assert {target for one, target in tried if one == loss} >= set(kind.targets((2, 10)))


@ALL
def test_one_thing_at_a_time_is_wrong(kind: LossKind) -> None:
    fitting = kind.targets((2, 10))
    assert all(not loss.options or target in fitting for loss, target in pairings(kind, (2, 10)))
    assert all(len(loss.options) <= 1 for loss in configured(kind, (2, 10)))


def test_there_is_no_target_for_one_class_that_would_corrupt_memory() -> None:
    values = {target.values for _, target in pairings(LOSSES["CTCLoss"], (2, 1))}
    assert values == {"zeros", "unit"}
