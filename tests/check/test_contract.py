"""The input contract of networks of which it is known."""

import pytest
from msgspec.structs import replace
from torch import nn

from fuzz.check.bound.contract import InputContract
from fuzz.check.bound.find import find_contract
from fuzz.check.running.lab import Here
from fuzz.check.running.source import source_of
from strategies.loss import Loss, Target
from tests.check import kin, networks
from tests.check.test_faults import IMAGES


def contract_of(made: type[nn.Module]) -> InputContract:
    return find_contract(Here(source_of(made)), IMAGES)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (networks.sound, "(N, 3, H, W) float32; N >= 2 in training where H, W <= 8"),
        (networks.Decoder, "(N, 3, H, W) float32; H and W multiples of 4 or up to 1 more"),
        (networks.Fixed, "(N, 3, H, W) float32; H and W from 25 to 32"),
    ],
)
def test_a_contract(made: type[nn.Module], text: str) -> None:
    assert contract_of(made).text.partition(", because")[0] == text


def test_a_bound_has_an_input_on_either_side_and_says_why() -> None:
    (bound,) = contract_of(networks.Fixed).bounds
    assert bound.passes is not None
    assert bound.fails is not None
    assert (bound.passes.shape, bound.fails.shape) == ((2, 3, 32, 32), (2, 3, 33, 33))
    assert bound.because.startswith("at fc, Linear expects")


def test_a_target_as_large_as_the_image_asks_for_an_output_that_is() -> None:
    image = IMAGES.inputs[0].shape
    probe = replace(IMAGES, loss=Loss("MSELoss"), target=Target(shape=image, dtype="float32"))
    lab = Here(source_of(kin.Rebuilt))
    assert find_contract(lab, IMAGES).text == "(N, 3, H, W) float32"
    contract = find_contract(lab, probe)
    assert contract.text.startswith("(N, 3, H, W) float32; H and W multiples of 4, because")
    assert "height and width of its output are" in contract.bounds[0].because


def test_where_no_step_of_training_succeeds_forward_tells_the_batch() -> None:
    contract = contract_of(kin.Unranked)
    assert (contract.training_batch, contract.training_upto) == (2, 0)
