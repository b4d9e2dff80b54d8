"""No case sees what an earlier one did: neither to the weights, nor to a batch-norm buffer."""

import torch
from torch import Tensor

from fuzz.campaign.draw import draw_round
from fuzz.execution.construction import prototype, replica
from fuzz.execution.observe import observe
from fuzz.execution.shared_forward import forget
from resnet_fuzz import Case
from strategies.input import Input
from strategies.layer import Layer
from strategies.subject import Subject
from strategies.surgery import Insert, Remove, Replace
from tests.unit.network import unedited

SMALL = Input(shape=(2, 3, 32, 32))

CHANGING = (
    Case(input=SMALL, mode="train", backward=True),
    Case(input=Input(shape=(1, 3, 32, 32)), mode="train"),
    Case(input=SMALL, load="lenient", edits=(Remove(site="layer1.0", how="delete"),)),
    Case(input=SMALL, load="strict", subject=Subject(num_classes=10)),
    Case(input=SMALL, gradient="frozen", backward=True),
    Case(
        input=SMALL,
        edits=(
            Replace(
                site="conv1",
                layer=Layer("Conv2d", {"in_channels": 4, "out_channels": 64, "kernel_size": 7}),
                weights="copied_no_grad",
            ),
        ),
    ),
    Case(
        input=SMALL,
        edits=(Insert(site="layer4", layer=Layer("BatchNorm2d", {"num_features": 2048})),),
    ),
)


def _state() -> dict[str, Tensor]:
    return {name: value.clone() for name, value in unedited().state_dict().items()}


def test_cases_leave_no_trace_on_the_prototype() -> None:
    before = _state()
    for case in CHANGING:
        observe(case)
    after = unedited().state_dict()
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert all(w.grad is None and w.requires_grad for w in unedited().parameters())


def test_drawn_cases_leave_no_trace_either() -> None:
    before = _state()
    versions = [w._version for w in unedited().parameters()]
    for case in draw_round(0)[:30]:
        observe(case)
    after = unedited().state_dict()
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert versions == [w._version for w in unedited().parameters()]


def test_an_outcome_does_not_depend_on_what_ran_before() -> None:
    cases = (Case(input=SMALL), Case(input=SMALL, mode="train", backward=True))
    alone = []
    for case in cases:
        prototype.cache_clear()
        forget()
        alone.append(observe(case))
    for case in CHANGING:
        observe(case)
    forget()
    assert [observe(case) for case in cases] == alone


def test_a_training_pass_changes_the_buffers_of_its_own_network_only() -> None:
    network = replica(unedited(), private=False).train()
    network(torch.randn(2, 3, 32, 32))
    own = dict(network.named_buffers())
    shared = dict(unedited().named_buffers())
    assert not torch.equal(own["bn1.running_mean"], shared["bn1.running_mean"])
    assert not shared["bn1.running_mean"].any()


def test_private_weights_do_not_share_memory() -> None:
    original = unedited()
    shared, private = (replica(original, private=own) for own in (False, True))
    weight = original.get_parameter("conv1.weight")
    assert shared.get_parameter("conv1.weight").data_ptr() == weight.data_ptr()
    assert private.get_parameter("conv1.weight").data_ptr() != weight.data_ptr()
