"""Each row of the loss tables agrees with the real class: its options, and the targets that fit."""

import inspect

import pytest
import torch
from torch import Tensor, nn

from fuzz.execution import criterion
from fuzz.execution.construction import construct
from fuzz.execution.tensor import target_tensor
from strategies.loss import LOSSES, Loss, LossKind
from strategies.loss.call import CALLS
from strategies.loss.kind import BELOW_CLASSES
from strategies.loss.pairing import candidates
from strategies.loss.target import TARGET_VALUES
from strategies.value import Shape

ALL = pytest.mark.parametrize("kind", LOSSES.values(), ids=LOSSES)
OUTPUT = (2, 10)

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


def outputs(kind: LossKind, shape: Shape) -> Tensor:
    """What a network gives: any numbers, past the activation that the loss expects."""
    drawn = torch.randn(shape, generator=torch.Generator().manual_seed(0))
    return drawn if kind.activation is None else construct(kind.activation, "cpu")(drawn)


ROWLESS = {
    "AdaptiveLogSoftmaxWithLoss": "a layer with weights of its own",
    "LinearCrossEntropyLoss": "a layer with weights of its own",
    "TripletMarginWithDistanceLoss": "takes a function",
}
"""Losses of torch.nn that are not in the tables, and why."""


def test_every_loss_that_takes_an_output_and_a_target_has_a_row() -> None:
    real = {name for name in dir(nn) if name.endswith("Loss")}
    assert set(LOSSES) <= real
    assert real - set(LOSSES) <= set(ROWLESS)


@ALL
def test_the_constructor_takes_the_options_of_the_row(kind: LossKind) -> None:
    names = inspect.signature(getattr(nn, kind.name)).parameters
    assert {option.name for option in kind.options} <= set(names)


@ALL
@pytest.mark.parametrize("shape", [OUTPUT, (3, 4)], ids=repr)
def test_the_targets_that_fit_are_accepted(kind: LossKind, shape: Shape) -> None:
    measure = criterion.build(Loss(kind.name), "cpu")
    for target in kind.targets(shape):
        output = outputs(kind, shape).requires_grad_()
        value = criterion.call(Loss(kind.name), measure, output, target_tensor(target, "cpu"))
        assert isinstance(value, Tensor), target
        value.backward()  # type: ignore[no-untyped-call]


@ALL
def test_an_option_that_is_a_tensor_is_built_with_each_length_that_fits(kind: LossKind) -> None:
    target = target_tensor(kind.targets(OUTPUT)[0], "cpu")
    for option in kind.options:
        for length in option.lengths(OUTPUT) if option.lengths else ():
            loss = Loss(kind.name, {option.name: length})
            measure = criterion.build(loss, "cpu")
            assert torch.equal(getattr(measure, option.name), torch.ones(length))
            criterion.call(loss, measure, outputs(kind, OUTPUT), target)


@ALL
def test_each_other_option_has_values_to_try(kind: LossKind) -> None:
    for option in kind.options:
        assert bool(option.values) != bool(option.lengths), option
        if option.values:  # Some of them are mistakes, but the plainest is none.
            criterion.build(Loss(kind.name, {option.name: option.values[0]}), "cpu")


@ALL
def test_candidates_start_with_a_fit_and_try_everything_once(kind: LossKind) -> None:
    tried = candidates(kind, OUTPUT)
    assert tried[0] == kind.targets(OUTPUT)[0]
    allowed = BELOW_CLASSES if kind.unchecked else TARGET_VALUES
    assert {target.values for target in tried} == set(allowed)
    assert len(set(tried)) == len(tried)
    assert kind.call in CALLS
