"""Drawing cases with Hypothesis: in rounds, each with a seed of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, Verbosity, given, settings, strategies
from hypothesis import seed as seeded
from hypothesis.internal.conjecture import providers

from strategies.case import Case
from strategies.coverage import Pair
from strategies.generation import networks
from strategies.network.models import DEFAULT

ROUND = 10
"""Examples in a round. Past the tenth, Hypothesis mostly repeats parts of earlier ones in new ones."""

ABREAST = 8
"""Cases in an example. What Hypothesis does for each example, as to seed the generators of Python and
NumPy, takes a third as long as to draw a case."""

Aims = tuple[Pair | None, ...]
"""What each case of an example is to try; None where it is free."""

Round = tuple[Callable[[], None], list[Case]]
"""A test that Hypothesis runs, and the list that it leaves its cases in."""


def draw_round(seed: int, aims: Aims = (None,) * ABREAST, subject: str = DEFAULT) -> list[Case]:
    """The cases of one round of a model, each once: `ROUND` for each of the ``aims`` at most.

    The same seed and aims give the same cases, in any process. Nothing is stored between rounds.
    """
    test, drawn = _round(aims, subject)
    drawn.clear()
    with _whatever_is_loaded():
        seeded(seed)(test)()
    return list(dict.fromkeys(drawn))


_permitted: dict[Any, Any] = {}
"""Of the constants that Hypothesis has by itself, those that each choice permits."""


@contextmanager
def _whatever_is_loaded() -> Iterator[None]:
    """Draw the same whatever modules this process has loaded.

    Hypothesis collects the constants of all that lie outside of site-packages, and now and then draws
    one of them: so the cases of a shard would follow from the engine that runs it as well, and from the
    shards before.
    """
    none = getattr(providers, "Constants", None)  # an earlier Hypothesis collects nothing
    with (
        patch.object(providers, "_get_local_constants", none, create=True),
        patch.object(providers, "CONSTANTS_CACHE", _permitted, create=True),
    ):
        yield


@lru_cache(maxsize=2)
def _round(aims: Aims, subject: str) -> Round:
    drawn: list[Case] = []
    kinds = {aim: networks(aim, (subject,)) for aim in aims}

    @settings(
        max_examples=ROUND,
        phases=(Phase.generate,),
        database=None,
        deadline=None,
        derandomize=False,
        print_blob=False,
        report_multiple_bugs=False,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategies.tuples(*(kinds[aim] for aim in aims)))
    def visit(cases: tuple[Case, ...]) -> None:
        drawn.extend(cases)

    # Else it reads and hashes the source of the test for each round, for a database that there is not.
    visit._hypothesis_internal_database_key = None  # type: ignore[attr-defined]
    return visit, drawn
