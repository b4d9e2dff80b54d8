"""Drawing cases from Hypothesis: round by round, each from a seed of its own."""

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import seed as seeded

from strategies import networks
from strategies.case import Case

ROUND = 10
"""Cases in a round. Past the tenth, Hypothesis mostly repeats parts of earlier cases in new ones."""


def replay(seed: int, look: Callable[[Case], None], *phases: Phase) -> None:
    """Run the cases of one round past ``look``, and what the phases asked for make of them.

    The same seed gives the same cases, in any process. Nothing is stored between rounds.
    """

    @seeded(seed)
    @settings(
        max_examples=ROUND,
        phases=phases,
        database=None,
        deadline=None,
        derandomize=False,
        print_blob=False,
        report_multiple_bugs=False,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    @given(networks())
    def visit(case: Case) -> None:
        look(case)

    visit()


def draw_round(seed: int) -> list[Case]:
    """The cases of one round."""
    drawn: list[Case] = []
    replay(seed, drawn.append, Phase.generate)
    return drawn
