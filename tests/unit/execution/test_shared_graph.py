"""One forward pass serves the backward passes of several losses, and no case can tell."""

import pytest
import torch
from msgspec.structs import replace
from torch import nn

from fuzz.execution.observe import observe
from fuzz.execution.result import Results, equal, results
from fuzz.execution.shared_forward import forget, shared_forward
from resnet_fuzz import Case
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.surgery import Insert
from tests.unit.execution.test_activations import runs

SMALL = Input(shape=(2, 3, 32, 32))
CASES = tuple(
    Case(input=SMALL, loss=loss, target=target, backward=True)
    for loss, target in (
        (Loss("CrossEntropyLoss"), Target()),
        (Loss("MSELoss"), Target(shape=(2, 1000), dtype="float32", values="normal")),
        (Loss("CrossEntropyLoss", {"reduction": "none"}), Target()),
        (Loss("MultiMarginLoss"), Target()),
        (Loss("NLLLoss"), Target(shape=(3,))),
    )
)


@pytest.fixture(autouse=True)
def afresh() -> None:
    forget()


def test_what_has_the_network_and_input_of_another_is_not_run_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    observe(CASES[0])
    seen = runs(monkeypatch, nn.Conv2d)
    for case in CASES:
        observe(case)
    assert not seen
    observe(replace(CASES[0], mode="train"))
    assert len(seen) == 53


def test_outcomes_and_gradients_are_those_of_the_case_alone() -> None:
    together = [(observe(case), _results(case)) for case in (*CASES, *CASES)]
    for case, (outcome, numbers) in zip((*CASES, *CASES), together, strict=True):
        forget()
        assert observe(case) == outcome
        forget()
        alone = _results(case)
        assert alone.gradients.keys() == numbers.gradients.keys()
        for name, gradient in alone.gradients.items():
            assert torch.equal(gradient, numbers.gradients[name])
        assert equal(alone.loss, numbers.loss)


def _results(case: Case) -> Results:
    found = results(case)
    assert found is not None
    return found


def test_an_output_that_was_changed_in_place_serves_no_other_case() -> None:
    ran = shared_forward(CASES[0], "cpu")
    assert not hasattr(ran, "message")
    with torch.no_grad():
        ran.output.zero_()
    again = shared_forward(CASES[1], "cpu")
    assert again is not ran
    assert again.output.any()  # type: ignore[union-attr]


def test_a_backward_pass_that_raises_does_so_each_time() -> None:
    edits = (Insert(site="layer1.0.bn2", layer=Layer("Sigmoid")),)
    inplace = replace(CASES[0], edits=edits)
    first = observe(inplace)
    assert observe(inplace) == first
    forget()
    assert observe(inplace) == first


def test_what_would_take_much_memory_is_not_kept() -> None:
    large = replace(CASES[0], input=Input(shape=(2, 3, 128, 128)))
    ran = shared_forward(large, "cpu")
    assert shared_forward(large, "cpu") is not ran
