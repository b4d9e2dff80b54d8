"""What the program around has chosen for itself changes nothing of a case, nor is it changed."""

from collections.abc import Iterator

import pytest
import torch

from fuzz.execution.observe import observe
from fuzz.verdict.evaluation import evaluate, forget_all
from strategies.case import Case
from strategies.input import Input

CASE = Case(input=Input(shape=(2, 3, 32, 32)), mode="train", backward=True)


@pytest.fixture
def chosen() -> Iterator[None]:
    """A program that computes in float64, on a device where nothing has values."""
    forget_all()
    torch.set_default_device("meta")
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_device(None)
    torch.set_default_dtype(torch.float32)
    forget_all()


def test_a_case_is_run_as_ever(chosen: None) -> None:
    there = observe(CASE)
    assert torch.get_default_device().type == "meta"
    assert torch.get_default_dtype() == torch.float64
    torch.set_default_device(None)
    torch.set_default_dtype(torch.float32)
    assert there == observe(CASE)


def test_it_is_composed_as_ever(chosen: None) -> None:
    there = evaluate(CASE).table.first
    torch.set_default_device(None)
    torch.set_default_dtype(torch.float32)
    forget_all()
    assert there == evaluate(CASE).table.first
