"""Subjects other than ResNet-50: composed as they run, and what can't be told of is run whole."""

from itertools import islice

import pytest
import torch
from msgspec.structs import replace
from torch import nn

from fuzz.campaign.guide import Guide
from fuzz.campaign.shard import Shard
from fuzz.campaign.source import cases_of
from fuzz.error import FuzzError
from fuzz.execution import extra
from fuzz.execution.composition.effect import MustRunWhole
from fuzz.execution.composition.module_digest import module_digest
from fuzz.execution.composition.skeleton import _shares
from fuzz.execution.composition.walk import BlockRun, ChildStandIn, Walk
from fuzz.execution.construction import replica
from fuzz.execution.observe import observe
from fuzz.execution.setting import Setting
from fuzz.report.script import lines_to
from fuzz.verdict.evaluation import evaluate
from fuzz.verdict.judgement import judge
from fuzz.verdict.trust import cross_check
from strategies.case import Case
from strategies.contract import predict
from strategies.input import Input
from strategies.layer import Layer
from strategies.network.model import Model
from strategies.network.models import MODELS, model_of
from strategies.subject import Subject
from strategies.surgery import Remove, Replace
from tests.unit.subject import HERE, named

SMALL = Input(shape=(2, 3, 32, 32))
LIGHT = tuple(one for one in HERE if one.model.rpartition(".")[2] in ("resnet18", "resnet50"))
CASES = 5


@pytest.mark.parametrize("subject", [one for one in LIGHT if one != Subject()], ids=named)
def test_a_composed_case_is_what_a_real_run_is(subject: Subject) -> None:
    """``python -m benchmarks.subjects NAME`` takes 2,000."""
    shard = Shard(seed=20_001, index=0, subject=subject.model)
    composed = 0
    for case in islice(cases_of(shard, Guide(0), lambda: False), CASES):
        assert case.subject.model == subject.model
        evaluation = evaluate(case)
        composed += evaluation.composed is not None
        cross_check(evaluation, seed=0, pairings=1)
    assert composed >= CASES - 1


@pytest.mark.parametrize("subject", LIGHT, ids=named)
def test_a_plain_case_passes_and_a_removed_pooling_does_not(subject: Subject) -> None:
    plain = Case(subject=subject, input=SMALL, mode="train", backward=True)
    assert judge(plain, observe(plain)) is None
    head = Layer("Linear", {"in_features": 7, "out_features": 10})
    wrong = replace(plain, edits=(Replace(site=model_of(subject).site("fc"), layer=head),))
    finding = judge(wrong, observe(wrong))
    assert finding is not None
    assert (finding.signature.kind, finding.signature.rule) == ("rejected", "linear.in_features")
    assert finding.site == model_of(subject).site("fc")


@pytest.mark.parametrize("subject", LIGHT, ids=named)
def test_a_script_runs_the_case(subject: Subject) -> None:
    case = Case(subject=subject, input=SMALL, load="strict", mode="train", backward=True)
    names: dict[str, object] = {}
    exec("\n".join(lines_to(case, "backward")), names)
    model = names["model"]
    assert isinstance(model, nn.Module)
    assert all(weight.grad is not None for weight in model.parameters())


def test_a_subject_whose_library_is_not_there_is_refused_in_a_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda _: None)
    wanted = r"timm\.resnet50 is a model of timm, .* `pip install 'resnet-fuzz\[timm\]'`"
    with pytest.raises(FuzzError, match=wanted):
        observe(Case(subject=Subject(model="timm.resnet50")))


TRANSFORMERS = MODELS["transformers.resnet50"]


@pytest.mark.parametrize(
    ("edit", "rule"),
    [
        (Remove(site="resnet.encoder"), "identity.keywords"),
        (Replace(site="resnet.encoder.stages", layer=Layer("ReLU")), "resnetencoder.iterated"),
        (Remove(site="resnet.pooler", how="delete"), "resnetmodel.child"),
    ],
)
def test_what_the_modules_of_hugging_face_ask_of_their_parts(edit: Remove | Replace, rule: str) -> None:
    case = Case(subject=Subject(model=TRANSFORMERS.name), input=SMALL, edits=(edit,))
    violation = predict(case).violation
    assert violation is not None
    assert violation.rule == rule
    if Subject(model=TRANSFORMERS.name) in HERE:
        finding = judge(case, observe(case))
        assert finding is not None
        assert (finding.signature.kind, finding.signature.rule) == ("rejected", rule)


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
def test_the_source_of_a_model_is_an_expression(model: Model) -> None:
    for subject in (Subject(model=model.name), Subject(model=model.name, num_classes=10)):
        compile("\n".join(lines_to(Case(subject=subject), "backward")), model.name, "exec")


class _Tied(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.one, self.other = nn.Linear(3, 3), nn.Linear(3, 3)
        self.other.weight = self.one.weight
        self.again = self.one

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y: torch.Tensor = self.again(self.other(self.one(x)))
        return y


def test_what_is_none_in_a_list_is_none_where_it_is_composed() -> None:
    stages = nn.ModuleList([nn.ReLU(), nn.ReLU()])
    stages[1] = None  # type: ignore[assignment]  # as an edit does
    walk = Walk(
        Setting(train=False, grad=True, autocast="off", backward=False, device="cpu"), lambda: None
    )
    first, second = ChildStandIn(BlockRun(walk), "stages", stages)
    assert isinstance(first, nn.ReLU)
    assert second is None


def test_a_copy_shares_what_the_original_shares() -> None:
    tied = _Tied()
    copy = replica(tied, private=True)
    assert isinstance(copy, _Tied)
    assert copy.again is copy.one is not tied.one
    assert copy.other.weight is copy.one.weight is not tied.one.weight
    copy.one.register_forward_hook(lambda *_: None)
    assert not tied.one._forward_hooks


def test_what_is_shared_is_seen() -> None:
    assert _shares(_Tied())
    assert not _shares(nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 3)))


def test_hooks_and_lambdas_are_run_whole() -> None:
    hooked, odd = nn.ReLU(), nn.ReLU()
    hooked.register_forward_hook(lambda *_: None)
    odd.__dict__["function"] = lambda x: x
    for module in (hooked, odd):
        with pytest.raises(MustRunWhole):
            module_digest(nn.Sequential(module))
