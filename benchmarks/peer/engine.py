"""What drives a test: Hypothesis itself, HypoFuzz or Atheris. Each goes on until the test ends it.

HypoFuzz and Atheris are compared with where they are installed, and are needed by nothing.
"""

import contextlib
import importlib
import inspect
import os
import sys
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.database import InMemoryExampleDatabase
from hypothesis.strategies import SearchStrategy

from benchmarks.peer.account import Over
from strategies.case import Case

Visit = Callable[[Case], None]
Engine = Callable[[SearchStrategy[Case], Visit, Callable[[], None]], None]
"""Draws cases for a visit that raises `Over` in the end, and then tells the last argument."""


def property_test(strategy: SearchStrategy[Case], visit: Visit) -> Any:
    """The test as Hypothesis knows it."""

    @settings(
        max_examples=10**9,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        print_blob=False,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def test(case: Case) -> None:
        visit(case)

    return test


def by_hypothesis(strategy: SearchStrategy[Case], visit: Visit, done: Callable[[], None]) -> None:
    """Plain ``@given``."""
    with contextlib.suppress(Over):
        property_test(strategy, visit)()
    done()


def by_hypofuzz(strategy: SearchStrategy[Case], visit: Visit, done: Callable[[], None]) -> None:
    """The loop of one worker of ``hypothesis fuzz``, without its dashboard and its disk."""
    database = _installed("hypofuzz.database").HypofuzzDatabase(InMemoryExampleDatabase())
    test = property_test(strategy, visit)
    target = _installed("hypofuzz.hypofuzz").FuzzTarget.from_hypothesis_test(test, database=database)
    target._enter_fixtures()
    with contextlib.suppress(Over):
        while True:
            target.run_one()
    done()


OPTIONS = ("-len_control=0", "-rss_limit_mb=0", "-verbosity=0")
"""Long inputs from the start, as a case needs them; no bound on memory, as the others have none."""


def by_atheris(strategy: SearchStrategy[Case], visit: Visit, done: Callable[[], None]) -> None:
    """libFuzzer, guided by the Python code of torch that refuses most cases."""
    atheris = _installed("atheris")
    _instrument(atheris)
    test = property_test(strategy, visit).hypothesis.fuzz_one_input

    def one_input(data: bytes) -> None:
        try:
            test(data)
        except Over:
            done()
            os._exit(0)  # libFuzzer takes an exception for a crash, and never returns

    atheris.Setup([sys.argv[0], *OPTIONS], one_input)
    atheris.Fuzz()


def _installed(name: str) -> Any:
    """A package that may be missing: then this process says so, and is done."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        sys.exit(f"not installed ({error}): pip install {name.partition('.')[0]}")


def _instrument(atheris: Any) -> None:
    """Let Atheris see the losses, the layers and the ResNet; all of torch would take minutes."""
    from torch import nn
    from torch.nn.modules import batchnorm, conv, linear, loss

    from fuzz.execution.vision import torchvision

    for place in (nn.functional, batchnorm, conv, linear, loss, torchvision.models.resnet):
        own = [value for value in vars(place).values() if _is_of(place, value)]
        methods = [vars(kind).values() for kind in own if inspect.isclass(kind)]
        for function in (*own, *(method for kind in methods for method in kind)):
            if inspect.isfunction(function):
                atheris.instrument_func(function)


def _is_of(place: Any, value: Any) -> bool:
    return bool(getattr(value, "__module__", "") == place.__name__)
