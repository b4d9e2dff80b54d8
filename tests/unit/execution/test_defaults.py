"""What the program around has chosen for itself changes nothing of a case, nor is it changed."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from fuzz.execution.construction import forget_prototypes
from fuzz.execution.observe import observe
from fuzz.execution.shared_forward import forget
from fuzz.verdict.evaluation import evaluate, forget_all
from strategies.case import Case
from strategies.input import Input

CASE = Case(input=Input(shape=(2, 3, 32, 32)), mode="train", backward=True)


@contextmanager
def chosen() -> Iterator[None]:
    """A program that computes in float64, on a device where nothing has values; nothing was run yet."""
    for forget_them in (forget, forget_all, forget_prototypes):
        forget_them()
    torch.set_default_device("meta")
    torch.set_default_dtype(torch.float64)
    try:
        yield
        assert torch.get_default_device().type == "meta"
        assert torch.get_default_dtype() == torch.float64
    finally:
        torch.set_default_device(None)
        torch.set_default_dtype(torch.float32)


def test_a_case_is_run_as_ever() -> None:
    ever = observe(CASE)
    with chosen():
        assert observe(CASE) == ever


def test_it_is_composed_as_ever() -> None:
    ever = evaluate(CASE).table.first
    with chosen():
        assert evaluate(CASE).table.first == ever
