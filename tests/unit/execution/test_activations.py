"""What unedited modules return is reused by the cases that begin alike, and no case can tell."""

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from fuzz.campaign.draw import draw_round
from fuzz.execution import shared_forward as shared
from fuzz.execution.memo import Memo
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Raised
from fuzz.execution.shared_forward import forget, shared_forward
from resnet_fuzz import Case
from strategies.case import without_loss
from strategies.input import Input
from strategies.layer import Layer
from strategies.subject import Subject
from strategies.surgery import AnyEdit, Assign, Extract, Insert, Replace, Truncate

SMALL = Input(shape=(2, 3, 32, 32))
CONV = Layer("Conv2d", {"in_channels": 2048, "out_channels": 2048, "kernel_size": 1})


@pytest.fixture(autouse=True)
def afresh() -> None:
    forget()


def runs(monkeypatch: pytest.MonkeyPatch, kind: type[nn.Module]) -> list[nn.Module]:
    """The modules of a class that are run from now on."""
    seen: list[nn.Module] = []
    forward: Any = kind.forward

    def counting(self: nn.Module, *args: Any) -> Any:
        seen.append(self)
        return forward(self, *args)

    monkeypatch.setattr(kind, "forward", counting)
    return seen


def edited(*edits: AnyEdit, subject: Subject = Subject()) -> Case:
    return without_loss(Case(subject=subject, input=SMALL, edits=edits))


@pytest.mark.parametrize(
    ("edit", "convolutions"),
    [
        (Insert(site="avgpool", layer=Layer("Identity")), 0),
        (Insert(site="", layer=Layer("ReLU")), 0),
        (Truncate(drop=2), 0),
        (Extract(site="layer3"), 0),
        (Insert(site="layer4", layer=CONV), 1),
        (Insert(site="layer4.2", layer=Layer("ReLU", {"inplace": True})), 0),
        (Insert(site="layer4.1.conv3", layer=Layer("ReLU")), 6),
        (Assign(site="layer4.0.conv2", attribute="stride", value=(1, 1)), 10),
        (Insert(site="", layer=Layer("Identity"), where="before"), 0),
        (Insert(site="", layer=Layer("ReLU"), where="before"), 53),
    ],
)
def test_only_what_comes_after_the_first_edit_is_run(
    monkeypatch: pytest.MonkeyPatch, edit: AnyEdit, convolutions: int
) -> None:
    observe(edited())
    seen = runs(monkeypatch, nn.Conv2d)
    observe(edited(edit))
    assert len(seen) == convolutions


@pytest.mark.parametrize(
    "case",
    [
        Case(input=SMALL, mode="train"),
        Case(input=SMALL, load="strict"),
        Case(input=SMALL, backward=True),
        Case(input=SMALL, autocast="bfloat16"),
        Case(input=Input(shape=(2, 3, 32, 32), layout="channels_last")),
        Case(input=SMALL, gradient="off"),
        Case(input=SMALL, gradient="frozen"),
    ],
)
def test_what_is_computed_otherwise_is_run(monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    observe(edited())
    seen = runs(monkeypatch, nn.Conv2d)
    observe(case)
    assert len(seen) == 53


def test_an_edit_in_place_leaves_alone_what_is_remembered() -> None:
    changed = edited(Replace(site="avgpool", layer=Layer("ReLU6", {"inplace": True})))
    plain = edited(Truncate(drop=2))
    expected = _output(plain)
    for case in (changed, plain, changed):
        _output(case)
        forget_outputs()
    assert torch.equal(_output(plain), expected)


def forget_outputs() -> None:
    """Clear the outputs of whole networks, and keep those of modules."""
    shared._forwards.clear()


def _output(case: Case) -> Any:
    ran = shared_forward(case, "cpu")
    return ran if isinstance(ran, Raised) else ran.output


def test_drawn_cases_return_the_same_numbers_and_outcomes_as_alone() -> None:
    cases = draw_round(0)[:40]
    together = [(_output(case), observe(case)) for case in cases]
    compared = 0
    for case, (output, outcome) in zip(cases, together, strict=True):
        forget()
        again = _output(case)
        assert observe(case) == outcome
        if isinstance(output, Tensor):
            assert torch.equal(torch.nan_to_num(output), torch.nan_to_num(again))
            assert output.requires_grad == again.requires_grad
            compared += 1
    assert compared > 5


def test_results_that_weigh_too_much_together_go_in_the_order_of_their_use() -> None:
    memo = Memo[str](5, weight=len)
    memo.put("a", "xx")
    memo.put("b", "xx")
    assert memo.find("a") == "xx"
    memo.put("c", "xx")
    assert (memo.find("a"), memo.find("b"), memo.find("c")) == ("xx", None, "xx")
    memo.put("large", "x" * 6)
    assert len(memo) == 2
    memo.put("d", "xxxxx")
    assert len(memo) == 1
    assert memo.find("d") == "xxxxx"
