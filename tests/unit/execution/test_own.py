"""Networks of the user's own as subjects: described or refused, granted or not, and run as they are."""

from itertools import islice

import msgspec
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace
from torch import nn

from fuzz.campaign.guide import Guide
from fuzz.campaign.shard import Shard
from fuzz.campaign.source import cases_of
from fuzz.error import FuzzError
from fuzz.execution.library import own
from fuzz.execution.library.grant import grant, imported
from fuzz.execution.observe import observe
from fuzz.report.script import lines_to
from fuzz.verdict.judgement import judge
from resnet_fuzz import cases
from strategies.case import Case
from strategies.edited import edited_network
from strategies.error import CaseError
from strategies.generation.input import PLAIN_INPUTS, fitted
from strategies.input import Input
from strategies.layer import Layer
from strategies.names import check_names
from strategies.network import models
from strategies.network.imported import Imported
from strategies.network.models import DEFAULT, model_of, network
from strategies.network.node import Block, at
from strategies.shape_inference import shapes_at
from strategies.subject import Subject
from strategies.surgery import Insert, Remove, Replace
from strategies.sweep import SHAPES, shapes_of
from tests.unit.execution import own_networks

HOME = own_networks.__name__
SMALL = Input(shape=(2, 3, 32, 32))
GOOD = ("Classifier", "Excited", "tuned", "gated", "indexed", "grey")
DRAWN = 12


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is granted before a test, nor after it."""
    monkeypatch.setattr(models, "_granted", {})


def granted(kind: str) -> Subject:
    grant(f"{HOME}:{kind}")
    return Subject(model=f"{HOME}:{kind}")


def test_a_name_that_was_not_granted_is_refused_in_a_line() -> None:
    case = Case(subject=Subject(model="myapp.models:build"))
    with pytest.raises(CaseError, match=r"only you can allow: --subject myapp\.models:build"):
        check_names(case)
    with pytest.raises(CaseError, match="which only you can allow"):
        observe(case)


def test_a_name_can_be_read_without_being_granted_and_not_run() -> None:
    case = Case(subject=Subject(model="myapp.models:build"))
    with models.reading():
        check_names(case)
        with pytest.raises(CaseError, match="which only you can allow"):
            observe(case)
        for name in ("myapp.models:build()", "a:b;c", ":x", "\x1b:x"):
            with pytest.raises(CaseError):
                check_names(Case(subject=Subject(model=name)))
    with pytest.raises(CaseError):
        check_names(case)


def test_what_was_granted_travels_as_plain_data() -> None:
    there = imported(f"{HOME}:Classifier")
    assert msgspec.json.decode(msgspec.json.encode(there), type=Imported) == there
    own.receive([there])
    assert models.granted() == (there,)
    check_names(Case(subject=Subject(model=there.name)))


def test_the_parts_of_a_network_are_found_below_a_prefix() -> None:
    assert model_of(granted("Classifier")).parts == {
        "conv1": "backbone.conv1",
        "bn1": "backbone.bn1",
        "layer1": "backbone.layer1",
        "layer2": "backbone.layer2",
        "fc": "head",
    }


def test_parts_that_no_name_tells_are_those_at_the_ends() -> None:
    assert model_of(granted("Excited")).parts == {"conv1": "stem", "fc": "last"}


@pytest.mark.parametrize("kind", GOOD)
def test_what_is_said_of_a_network_is_what_it_does(kind: str) -> None:
    subject = granted(kind)
    real = getattr(own_networks, kind)().eval()
    small, *_ = images = {one.shape: one for one in fitted(PLAIN_INPUTS, subject.model)}
    for shape in images:
        assert shapes_at(network(subject), "", shape)[1] == tuple(real(torch.zeros(shape)).shape)
    plain = Case(subject=subject, input=images[small], mode="train", backward=True)
    assert judge(plain, observe(plain)) is None


def test_a_network_is_drawn_with_images_that_it_takes() -> None:
    assert shapes_of(granted("grey").model) == ((2, 1, 224, 224), (1, 1, 224, 224))
    assert {one.shape[1:] for one in fitted(PLAIN_INPUTS, granted("grey").model)} == {(1, 224, 224)}
    assert fitted(PLAIN_INPUTS, granted("gated").model) == PLAIN_INPUTS
    assert shapes_of(DEFAULT) == SHAPES


@pytest.mark.parametrize(
    ("kind", "edit", "rule"),
    [
        ("Excited", Remove(site="squeeze"), ""),
        (
            "Excited",
            Replace(site="pool", layer=Layer("AdaptiveAvgPool2d", {"output_size": 3})),
            "excited.product",
        ),
        ("Excited", Insert(site="left", layer=Layer("MaxPool2d", {"kernel_size": 2})), "excited.joined"),
        ("Excited", Remove(site="right", how="none"), "excited.none"),
        ("gated", Remove(site="gate.pool"), "view.elements"),
        ("gated", Insert(site="gate", layer=Layer("Flatten"), where="before"), "gate.unpacked"),
        (
            "gated",
            Replace(site="gate.fc", layer=Layer("Linear", {"in_features": 4, "out_features": 2})),
            "view.elements",
        ),
        ("indexed", Insert(site="gate", layer=Layer("Flatten"), where="before"), "mean.dim"),
        ("Classifier", Remove(site="backbone.layer2.0.shortcut"), "block.residual"),
        ("Classifier", Remove(site="backbone.layer1", how="delete"), "backbone.child"),
        ("Classifier", Insert(site="backbone.layer2", layer=Layer("Flatten")), "linear.in_features"),
    ],
)
def test_each_edit_fails_as_the_rules_say(kind: str, edit: Remove | Replace | Insert, rule: str) -> None:
    case = Case(subject=granted(kind), input=SMALL, edits=(edit,))
    finding = judge(case, observe(case))
    assert (
        (finding.signature.kind, finding.signature.rule) == ("rejected", rule) if finding else not rule
    )


def test_what_is_deleted_by_its_name_leaves_the_others_theirs() -> None:
    root = edited_network(granted("gated"), (Remove(site="gate", how="delete"),))
    real = own_networks.gated()
    del real.gate
    assert isinstance(root, Block)
    assert [*root.children] == [name for name, _ in real.named_children()]


@pytest.mark.parametrize(
    ("x", "kind", "rule"),
    [
        (Input(shape=(0, 3, 32, 32)), "rejected", "viewer.viewed_empty"),
        (Input(shape=(2, 3, 32, 32), layout="channels_last"), "rejected", "viewer.viewed"),
        (Input(shape=(2, 3, 32, 32)), "", ""),
    ],
)
def test_a_view_in_place_of_a_flatten_has_rules_of_its_own(x: Input, kind: str, rule: str) -> None:
    case = Case(subject=granted("Viewer"), input=x)
    finding = judge(case, observe(case))
    found = (finding.signature.kind, finding.signature.rule) if finding is not None else ("", "")
    assert found == (kind, rule)


@pytest.mark.parametrize("kind", GOOD)
def test_no_drawn_case_is_spurious(kind: str) -> None:
    subject = granted(kind)
    shard = Shard(seed=3, index=0, subject=subject.model)
    for case in islice(cases_of(shard, Guide(0), lambda: False), DRAWN):
        assert case.subject == subject
        finding = judge(case, observe(case))
        assert finding is None or finding.signature.kind != "spurious", (case, finding)


REFUSED = {
    "Decides": r"needs the values of a tensor.*own_networks\.py:\d+",
    "Sorts": r"the network \(Sorts\): it calls sort .*own_networks\.py:\d+",
    "Grows": "depends on the mode, or on the size of its input",
    "Drops": r"the network \(Drops\): it calls dropout",
    "Some": "only some of what is in convs",
    "Siamese": "missing 1 required positional argument: 'other'",
    "Several": "returns a dict",
    "Scaled": "comes from nowhere",
    "Held": "a copy of it calls conv of the original",
    "Shared": "one and other are one module",
    "Unlearned": r"it calls _set_grad_enabled",
    "frozen": "its output does not require grad",
    "half": r"last \(Linear\): some of its parameters require grad",
    "Shuffled": r"the network \(Shuffled\): it calls view",
    "alone": "has no modules in it",
}


@pytest.mark.parametrize(("kind", "why"), REFUSED.items())
def test_what_cannot_be_said_as_data_is_refused_in_a_line(kind: str, why: str) -> None:
    with pytest.raises(FuzzError, match=why) as refused:
        grant(f"{HOME}:{kind}")
    said = str(refused.value)
    assert said.endswith(f"`fuzz check {HOME}:{kind} --edits` is for such networks")
    assert "\n" not in said


def test_what_is_not_there_or_cannot_be_built_says_so() -> None:
    with pytest.raises(FuzzError, match=r"has no 'Backbon'; did you mean Backbone"):
        grant(f"{HOME}:Backbon")
    with pytest.raises(FuzzError, match=r"building it raises ValueError: no such depth \(.*:\d+\)"):
        grant(f"{HOME}:raising")


def test_no_case_changes_the_network_that_the_factory_has_built() -> None:
    subject = granted("Classifier")
    original = own.original(subject.model)
    before = {name: tensor.clone() for name, tensor in original.state_dict().items()}
    edit = Replace(site="head", layer=Layer("Linear", {"in_features": 8, "out_features": 2}))
    case = Case(subject=subject, input=SMALL, edits=(edit,), mode="train", backward=True)
    for load in ("no", "lenient"):
        observe(replace(case, load=load))
    assert isinstance(original, own_networks.Classifier)
    assert original.head.out_features == 5
    assert all(torch.equal(before[name], tensor) for name, tensor in original.state_dict().items())
    assert all(weight.grad is None for weight in original.parameters())


def test_a_script_builds_the_network_itself() -> None:
    case = Case(subject=granted("Excited"), input=SMALL, load="strict", mode="train", backward=True)
    lines = lines_to(case, "backward")
    assert f"from {HOME} import Excited" in lines
    assert "model = Excited()" in lines
    names: dict[str, object] = {}
    exec("\n".join(lines), names)
    assert isinstance(names["model"], nn.Module)


def test_to_draw_cases_of_a_network_is_to_grant_it() -> None:
    name = f"{HOME}:Excited"

    @settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(cases(subjects=(name,)))
    def drawn(case: Case) -> None:
        assert case.subject == Subject(model=name)
        assert at(network(case.subject), "stem") is not None

    drawn()
