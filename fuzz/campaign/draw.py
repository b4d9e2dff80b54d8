"""Drawing cases with Hypothesis: in rounds, each with a seed of its own."""

from collections.abc import Callable
from functools import lru_cache

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import seed as seeded

from strategies.case import Case
from strategies.coverage import Pair
from strategies.generation import networks

ROUND = 10
"""Cases in a round. Past the tenth, Hypothesis mostly repeats parts of earlier cases in new ones."""

Round = tuple[Callable[[], None], list[Case]]
"""A test that Hypothesis runs, and the list that it leaves its cases in."""


def draw_round(seed: int, aim: Pair | None = None) -> list[Case]:
    """The cases of one round, each once, which try an ``aim`` where one is given.

    The same seed and aim give the same cases, in any process. Nothing is stored between rounds.
    """
    test, drawn = _round(aim)
    drawn.clear()
    seeded(seed)(test)()
    return list(dict.fromkeys(drawn))


@lru_cache(maxsize=2)
def _round(aim: Pair | None) -> Round:
    drawn: list[Case] = []

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
    @given(networks(aim))
    def visit(case: Case) -> None:
        drawn.append(case)

    return visit, drawn
