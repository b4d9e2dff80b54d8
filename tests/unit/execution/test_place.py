"""A value that a loss doesn't accept never reaches a GPU: there it would be the end of the process."""

import pytest
import torch

from fuzz.execution.composition.comparison import Comparison, all_pairings
from fuzz.execution.composition.tensor_meta import meta_of
from fuzz.execution.outcome import Raised
from fuzz.execution.place import home, place, placed
from fuzz.execution.setting import Setting
from strategies.case import Case
from strategies.contract import as_compared, predict_compared
from strategies.layer import Layer
from strategies.loss import LOSSES, Loss, Target
from strategies.loss.target import TARGET_VALUES
from strategies.rule import TensorSpec
from strategies.surgery import Insert
from strategies.value import Shape


@pytest.mark.parametrize("values", TARGET_VALUES)
def test_an_index_that_may_be_out_of_range_goes_to_the_cpu(values: str) -> None:
    target = Target(values=values)  # type: ignore[arg-type]
    inside = values in ("classes", "zeros", "ones", "unit", "onehot", "probabilities")
    for kind in ("CrossEntropyLoss", "NLLLoss", "MultiMarginLoss"):
        assert place(Loss(kind), target, (2, 10), "cuda") == ("cuda" if inside else "cpu")


@pytest.mark.parametrize("output", [(2, 1), (1,)])
def test_with_one_class_even_index_one_is_out_of_range(output: Shape) -> None:
    assert place(Loss(), Target(), output, "cuda") == "cpu"
    assert place(Loss(), Target(values="zeros"), output, "cuda") == "cuda"


def test_without_classes_every_index_is_out_of_range() -> None:
    assert place(Loss(), Target(values="zeros"), (2, 0), "cuda") == "cpu"


@pytest.mark.parametrize("kind", ["MSELoss", "KLDivLoss", "BCEWithLogitsLoss"])
def test_a_loss_that_accepts_every_value_stays(kind: str) -> None:
    assert kind in LOSSES
    assert place(Loss(kind), Target(values="beyond"), (2, 10), "cuda") == "cuda"


def test_probabilities_stay_and_so_does_everything_on_the_cpu() -> None:
    assert place(Loss(), Target(dtype="float32", values="beyond"), (2, 10), "xpu") == "xpu"
    assert place(Loss(), Target(values="beyond"), (2, 10), "cpu") == "cpu"


def test_a_network_that_looks_up_indices_runs_on_the_cpu() -> None:
    table = Layer("Embedding", {"num_embeddings": 10, "embedding_dim": 4})
    looking_up = Case(edits=(Insert(site="", layer=table, where="before"),))
    assert (home(looking_up, "cuda"), placed(looking_up, "cuda")) == ("cpu", "cpu")
    assert (home(looking_up, "meta"), home(Case(), "cuda")) == ("meta", "cuda")


@pytest.mark.parametrize("shape", [(2, 10), (2, 1), (2, 0), (1,)])
def test_whatever_the_cpu_refuses_for_its_values_is_run_there(shape: Shape) -> None:
    """That a bool target is refused hangs on its dtype, of which every device knows beforehand."""
    output = as_compared(TensorSpec(shape, "float32"), "off")
    there = Setting(train=False, grad=True, autocast="off", backward=False, device="cpu")
    comparison = Comparison(meta_of(torch.empty(shape)), there)
    refused = 0
    for loss, target in all_pairings(shape):
        first = next(iter(predict_compared(loss, target, output, "numbers").violations), None)
        if first is None or not first.of_values or first.rule.endswith(".target_type"):
            continue
        if any(isinstance(outcome, Raised) for outcome in comparison.outcomes(loss, target)):
            refused += 1
            assert place(loss, target, shape, "cuda") == "cpu", (loss, target)
    assert refused or 0 in shape
