"""An estimate of the failures still to be found, from how often the known ones were met."""

from collections.abc import Mapping

import msgspec

ENOUGH = 3000
"""Cases before which an estimate says more of chance than of what there is."""


class Unseen(msgspec.Struct, frozen=True, kw_only=True):
    """An estimate of what a campaign has not met.

    ``failures`` is how many distinct failures at the least are still to be found where this campaign
    looks (Chao 1984, https://www.jstor.org/stable/4615964; bias-corrected). ``per_case`` is how many
    new ones the next case is expected to show (Good 1953, https://doi.org/10.1093/biomet/40.3-4.237):
    more than one at the start, since a case meets every loss.
    """

    failures: float
    per_case: float


def estimate(incidence: Mapping[str, int], cases: int) -> Unseen | None:
    """Estimate from the number of cases in which each failure came up, and that of all cases.

    None where that are not `ENOUGH` cases. They have to be drawn: of an enumeration, which goes through
    neighbours in turn, it means nothing.
    """
    if cases < ENOUGH:
        return None
    once = sum(1 for times in incidence.values() if times == 1)
    twice = sum(1 for times in incidence.values() if times == 2)
    failures = once * (once - 1) / (2 * (twice + 1))
    return Unseen(failures=round(failures, 1), per_case=round(once / cases, 6))
