"""Which failures have a reach: asked where it is found out, and where a run goes on."""

from fuzz.catalogue.entry import Entry
from fuzz.verdict.finding import DEADLY
from strategies.peril import perilous


def has_reach(entry: Entry) -> bool:
    """Whether it is found out how far the failure of an entry reaches, by running cases around it."""
    return entry.signature.kind not in ("divergent", *DEADLY) and not perilous(entry.case)
