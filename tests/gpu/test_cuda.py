"""On a GPU: cases run there, and what fails on the CPU fails there at the same stage and place."""

import pytest

from fuzz.execution.observe import observe
from fuzz.execution.outcome import Described, Raised, Returned
from resnet_fuzz import Case
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.surgery import Remove, Replace

pytestmark = pytest.mark.gpu

SMALL = Input(shape=(2, 3, 32, 32))

FAILING = {
    "grey image": Case(input=Input(shape=(2, 1, 32, 32))),
    "head of another width": Case(
        input=SMALL,
        edits=(Replace(site="fc", layer=Layer("Linear", {"in_features": 512, "out_features": 10})),),
    ),
    "lost stem": Case(input=SMALL, edits=(Remove(site="conv1"),)),
    "target of another size": Case(input=SMALL, loss=Loss("BCEWithLogitsLoss")),
    "vector loss": Case(
        input=SMALL,
        loss=Loss("MSELoss", {"reduction": "none"}),
        target=Target(shape=(2, 1)),
        backward=True,
    ),
}


def test_an_ordinary_network_runs(device: str) -> None:
    outcome = observe(Case(input=SMALL, mode="train", backward=True), device=device)
    assert outcome == Returned(
        output=Described("Tensor", (2, 1000), "float32"), loss=Described("Tensor", (), "float32")
    )


@pytest.mark.parametrize("name", FAILING)
def test_a_failure_has_the_same_place_as_on_the_cpu(name: str, device: str) -> None:
    there, here = observe(FAILING[name], device=device), observe(FAILING[name])
    assert isinstance(there, Raised)
    assert isinstance(here, Raised)
    assert (there.stage, there.site, there.op) == (here.stage, here.site, here.op)
