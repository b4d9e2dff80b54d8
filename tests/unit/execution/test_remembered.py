"""A tensor without a name has that of one that holds the same bits, and of no other."""

import pytest
import torch
from torch import Tensor

from fuzz.execution.remembered import Remembered, write

X = torch.tensor([[1.0, -2.0], [0.0, 4.0]])


def remembering(x: Tensor) -> Remembered:
    remembered = Remembered()
    remembered.put("known", x, "here")
    return remembered


def test_what_holds_the_same_has_the_same_name() -> None:
    assert remembering(X).name(X.clone(), "here") == "known"


def test_nan_is_known_again() -> None:
    nan = torch.full((3,), torch.nan)
    assert remembering(nan).name(nan.clone(), "here") == "known"


@pytest.mark.parametrize(
    "other",
    [
        X.flip(0),
        X.t().contiguous(),
        X.t().contiguous().t(),
        X.double(),
        X.view(torch.int32),
        X.clone().requires_grad_(),
        X.abs().neg(),
        X[:1],
        torch.tensor([[1.0, -2.0], [-0.0, 4.0]]),
        torch.tensor([[1.0, -2.0], [4.0, 0.0]]),
    ],
)
def test_what_differs_in_anything_has_another_name(other: Tensor) -> None:
    assert remembering(X).name(other, "here") != "known"


def test_what_is_computed_in_another_setting_has_another_name() -> None:
    assert remembering(X).name(X.clone(), "elsewhere") != "known"


def test_a_name_is_gone_once_its_tensor_is_changed() -> None:
    x, remembered = X.clone(), Remembered()
    write(x, "mine")
    assert remembered.name(x, "here") == "mine"
    x.add_(1)
    assert remembered.name(x, "here") != "mine"


def test_what_is_remembered_does_not_change_with_the_tensor() -> None:
    x = X.clone()
    remembered = remembering(x)
    x.zero_()
    known = remembered.find("known")
    assert known is not None
    assert torch.equal(known, X)


def test_what_is_not_known_is_known_from_then_on() -> None:
    remembered = Remembered()
    name = remembered.name(X.clone(), "here")
    assert name is not None
    assert remembered.name(X.clone(), "here") == name
    assert remembered.name(X + 1, "here") != name


@pytest.mark.parametrize("x", [torch.ones(2, device="meta"), torch.ones(2, dtype=torch.complex64)])
def test_what_has_no_plain_values_has_no_name(x: Tensor) -> None:
    assert Remembered().name(x, "here") is None
