"""The contract of whole networks against reality: what comes out, and whether backward() works."""

from itertools import islice

import pytest
from msgspec.structs import replace

from fuzz.campaign.guide import Guide
from fuzz.campaign.shard import Shard
from fuzz.campaign.source import cases_of
from fuzz.execution.composition.compose import Composed, compose
from fuzz.execution.composition.effect import MustRunWhole
from fuzz.execution.composition.tensor_meta import TensorMeta
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Raised, Returned
from strategies.case import Case, key
from strategies.contract import Violation, predict_backward, predict_network
from strategies.input import Input
from strategies.loss import Loss, Target
from strategies.repair import Repair, SetSize
from strategies.rule import MANY, TensorSpec
from tests.quality.meta import seen

CASES = 200


@pytest.mark.parametrize("seed", range(2))
def test_a_network_does_what_the_contract_predicts(seed: int) -> None:
    drawn = cases_of(Shard(seed=4_000 + seed, index=0), Guide(0), lambda: False)
    found = {key(case).decode(): disagreement(case) for case in islice(drawn, CASES)}
    assert {case: said for case, said in found.items() if said} == {}
    assert sum(said is not None for said in found.values()) >= 0.95 * len(found)


def disagreement(case: Case) -> str | None:
    """How a network differs from what the contract promises; None where its case is not composed."""
    predicted = predict_network(case)
    try:
        composed = compose(case)
    except MustRunWhole:
        return None
    if isinstance(composed, Raised):
        return composed.message if predicted.violation is None else ""
    if predicted.violation is not None or predicted.output is None:
        return ""
    found = seen(composed.output)
    same = found == predicted.output or found.dtype == predicted.output.dtype == MANY
    return "" if same else f"{found} instead of {predicted.output}"


@pytest.mark.parametrize("seed", range(2))
def test_backward_through_a_network_works_as_the_contract_predicts(seed: int) -> None:
    drawn = cases_of(Shard(seed=5_000 + seed, index=0), Guide(0), lambda: False)
    cases = [replace(case, backward=True) for case in islice(drawn, CASES)]
    found = {case: works for case in cases if (works := backward_works(case)) is not None}
    wrong = [key(c).decode() for c, works in found.items() if works != (predict_backward(c) is None)]
    assert wrong == []
    assert len(found) >= 0.25 * len(cases)


def backward_works(case: Case) -> bool | None:
    """Whether backward through a network works; None where nothing is promised of it."""
    predicted = predict_network(case)
    if predicted.violation is not None or predicted.output is None or case.autocast != "off":
        return None
    if predicted.output.dtype == MANY or 0 in predicted.output.shape:
        return None
    try:
        composed = compose(case)
    except MustRunWhole:
        return None
    assert isinstance(composed, Composed)
    if composed.differentiable:
        return isinstance(composed.output, TensorMeta) and composed.output.requires_grad
    target = Target(shape=predicted.output.shape, dtype="float32", values="normal")
    return isinstance(observe(replace(case, loss=Loss("L1Loss"), target=target)), Returned)


def test_the_ordinary_network_is_allowed_and_gives_a_thousand_numbers() -> None:
    assert predict_network(Case()).output == TensorSpec((2, 1000))
    assert predict_network(Case()).violation is None


def test_a_violation_says_what_is_wrong_where_and_what_to_do() -> None:
    grey = Case(input=Input(shape=(2, 1, 224, 224)))
    found = predict_network(grey).violation
    assert found is not None
    assert found == Violation(
        stage="forward",
        site="conv1",
        rule="conv2d.channels",
        group="channels",
        wanted="3",
        got="1",
        cause="Conv2d expects 3 input channels (in_channels=3), but its input has 1",
        repairs=found.repairs,
        page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html",
    )
    assert found.repairs[1] == Repair("give it an input with 3 channels", SetSize(1, (3,)))
