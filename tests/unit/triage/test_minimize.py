"""Shrinking ends at a case from which no single step down keeps the signature."""

import pytest

from fuzz.campaign.draw import draw_round
from fuzz.execution.observe import observe
from fuzz.triage.minimize import minimize
from fuzz.triage.step import steps
from fuzz.verdict import Signature
from fuzz.verdict.evaluation import evaluate
from fuzz.verdict.judgement import judge
from resnet_fuzz import Case, CaseError
from strategies.case import key
from strategies.cost import cost
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.subject import Subject
from strategies.surgery import Insert, Replace

LINEAR = Layer("Linear", {"in_features": 512, "out_features": 10, "bias": False})

KNOWN = {
    "only the head matters": (
        Case(
            subject=Subject(num_classes=10),
            edits=(Insert(site="relu", layer=Layer("ReLU")), Replace(site="fc", layer=LINEAR)),
            input=Input(shape=(3, 3, 48, 48)),
            mode="train",
            loss=Loss("MSELoss"),
            target=Target(shape=(3, 10), dtype="float32"),
            backward=True,
        ),
        '{"edits":[{"edit":"insert","site":"","layer":{"kind":"Linear",'
        '"options":{"in_features":1,"out_features":1}}}]}',
    ),
    "only the loss and the target matter": (
        Case(
            subject=Subject(num_classes=10),
            input=Input(shape=(3, 3, 48, 48), values="bytes"),
            loss=Loss("BCEWithLogitsLoss", {"reduction": "sum"}),
            target=Target(shape=(3, 1), dtype="float64", values="ones"),
        ),
        '{"loss":{"kind":"BCEWithLogitsLoss"}}',
    ),
    "only the input matters": (
        Case(
            input=Input(shape=(1, 4, 33, 48), values="zeros"),
            edits=(Insert(site="layer3.1", layer=Layer("Dropout", {"p": 0.0})),),
            gradient="off",
        ),
        '{"input":{"shape":[2,1,224,224]}}',
    ),
}


@pytest.mark.parametrize("name", KNOWN)
def test_the_known_minimum_is_reached(name: str) -> None:
    case, expected = KNOWN[name]
    finding = judge(case, observe(case))
    assert finding is not None
    assert key(minimize(case, finding.signature)).decode() == expected


def test_no_single_step_down_from_a_minimum_keeps_the_signature() -> None:
    case = Case(input=Input(shape=(1, 3, 32, 32)), mode="train", loss=Loss("MSELoss"))
    finding = judge(case, observe(case))
    assert finding is not None
    minimum = minimize(case, finding.signature)
    assert cost(minimum) < cost(case)
    for plainer in steps(minimum):
        try:
            other = judge(plainer, observe(plainer))
        except CaseError:
            continue
        assert other is None or other.signature != finding.signature, key(plainer)


def test_hurry_returns_the_best_so_far() -> None:
    case, _ = KNOWN["only the loss and the target matter"]
    finding = judge(case, observe(case))
    assert finding is not None
    assert minimize(case, finding.signature, past_deadline=lambda: True) == case


def test_a_round_draws_the_same_cases_again() -> None:
    assert [key(case) for case in draw_round(7)] == [key(case) for case in draw_round(7)]
    assert [key(case) for case in draw_round(7)] != [key(case) for case in draw_round(8)]


def test_what_is_found_in_drawn_cases_is_shrunk_to_cases_that_really_fail_alike() -> None:
    found: dict[Signature, Case] = {}
    for case in draw_round(0)[:12]:
        evaluation = evaluate(case)
        for signature, number in evaluation.table.first.items():
            found.setdefault(signature, evaluation.combination(number))
    assert len(found) >= 20
    for signature, case in list(found.items())[::7]:
        shrunk = minimize(case, signature)
        finding = judge(shrunk, observe(shrunk))
        assert finding is not None, key(shrunk)
        assert finding.signature == signature
        assert cost(shrunk) <= cost(case)
