"""Dropout by hand that makes its values larger or smaller on average."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.finding import Finding
from fuzz.check.plain.observed import Share
from fuzz.check.plain.probe import Probe, unlossed
from fuzz.check.plain.seen import Returned
from fuzz.check.running.lab import Lab

PAGE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout.html"

EQUAL = 1e-3


def wrong_shares(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """Modules whose values are others on average in training than in eval mode: what comes behind them
    has learned of others than it gets. Where nothing is enlarged, that may be meant, as of an image of
    which a part is covered."""
    there = replace(unlossed(probe), against="shares")
    seen = lab.see(there)
    for one in seen.shares if isinstance(seen, Returned) else ():
        yield _told(one, there)


def _told(one: Share, probe: Probe) -> Finding:
    plain = abs(one.factor - 1) < EQUAL
    what = "as they are" if plain else f"times {one.factor:.3g}"
    mean = f"{one.kept * one.factor:.2g}"
    fix = "divide what is kept by the share that is kept, 1 - p where values are dropped at a rate p:"
    fix += " x / (1 - p)"
    return Finding(
        kind="remark" if plain else "silent",
        name="wrong_share",
        text=f"{one.site} keeps {one.kept:.0%} of its values in training, {what}: on average {mean}"
        " times what it is given, which is what it returns in eval mode",
        when="in training",
        probe=probe,
        site=one.site,
        place=one.place,
        fix=f"if it is not meant, {fix}" if plain else fix,
        page=PAGE,
    )
