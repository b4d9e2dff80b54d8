"""What an environment shows of a catalogue, as entries of its own."""

from msgspec.structs import replace

from fuzz.catalogue.entry import Entry, entry_of
from fuzz.triage.verified import Verified


def as_shown(entry: Entry, result: Verified) -> Entry | None:
    """An entry as the environment in which it was verified shows it; None where it doesn't, or can't
    tell.

    It has the observation of this environment alone. What fails in another way becomes an entry of what
    it is now, of the same case: `fuzz.catalogue.diff` says of the two that the failure moved.
    """
    finding = result.finding
    if finding is None or result.status == "SKIPPED":
        return None
    if result.status == "CHANGED" or finding.signature != entry.signature:
        return replace(entry_of(entry.case, finding, entry.found), observed=result.observed)
    return replace(entry, wordings=finding.wordings, sites=(finding.site,), observed=result.observed)
