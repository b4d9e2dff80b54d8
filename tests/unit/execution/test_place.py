"""A class index out of range never reaches a GPU: there it would be the end of the process."""

import pytest

from fuzz.execution.place import place
from strategies.loss import LOSSES, Loss, Target
from strategies.loss.target import TARGET_VALUES


@pytest.mark.parametrize("values", TARGET_VALUES)
def test_an_index_that_may_be_out_of_range_goes_to_the_cpu(values: str) -> None:
    target = Target(values=values)  # type: ignore[arg-type]
    inside = values in ("classes", "zeros", "ones", "unit", "onehot", "probabilities")
    for kind in ("CrossEntropyLoss", "NLLLoss", "MultiMarginLoss"):
        assert place(Loss(kind), target, (2, 10), "cuda") == ("cuda" if inside else "cpu")


def test_with_one_class_even_index_one_is_out_of_range() -> None:
    assert place(Loss(), Target(), (2, 1), "cuda") == "cpu"
    assert place(Loss(), Target(values="zeros"), (2, 1), "cuda") == "cuda"


@pytest.mark.parametrize("kind", ["MSELoss", "BCELoss", "KLDivLoss"])
def test_a_loss_without_class_indices_stays(kind: str) -> None:
    assert kind in LOSSES
    assert place(Loss(kind), Target(values="beyond"), (2, 10), "cuda") == "cuda"


def test_probabilities_stay_and_so_does_everything_on_the_cpu() -> None:
    assert place(Loss(), Target(dtype="float32", values="beyond"), (2, 10), "cuda") == "cuda"
    assert place(Loss(), Target(values="beyond"), (2, 10), "cpu") == "cpu"
