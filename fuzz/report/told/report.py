"""Report: plain data alone, so that a renderer needs neither torch nor a directory."""

from typing import Literal

import msgspec

from fuzz.campaign.grid import Grid
from fuzz.campaign.summary import Summary

Status = Literal["new", "changed", "reworded", "known", "found"]
"""How a cause stands to what was known; ``found`` where nobody can say: a run that was broken off, a
network that was checked."""

STATUSES: tuple[Status, ...] = ("new", "changed", "reworded", "found", "known")
"""In the order in which they are told."""


NEWS: tuple[Status, ...] = ("new", "changed", "reworded")


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """One variant of a cause: its id, a line about it, its stage and kind."""

    id: str
    line: str
    stage: str
    kind: str


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One cause, and all that is told of it. A text is "" where there is nothing to say.

    It ``fails`` where it makes a run fail, or a check. ``accepted`` says that somebody lives with it,
    ``expired`` that somebody did. ``title`` is what it is in a sentence, ``cause`` the same in the
    numbers of the case. ``diff`` has the lines that go (``-``) and come (``+``) for it to pass.
    ``change`` says what is new in a changed one. ``proven`` is false where it was not shrunk to the end.
    ``path`` and ``line`` are where to look, in the user's code. ``layers``, ``losses``, ``sites`` and
    ``releases`` are what it was seen with, and ``runs`` are the names of the runs that met it.
    """

    id: str
    status: Status
    kind: str
    stage: str
    title: str
    headline: str
    change: str = ""
    fails: bool = False
    accepted: bool = False
    expired: bool = False
    proven: bool = True
    exception: str = ""
    message: str = ""
    rule: str = ""
    cause: str = ""
    fix: str = ""
    page: str = ""
    proof: str = ""
    region: str = ""
    script: str = ""
    diff: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    seen: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()
    path: str = ""
    line: int = 0

    @property
    def mark(self) -> str:
        """Whether somebody lives with it, or did, for behind its id; "" where nobody ever has."""
        notes = ((self.accepted, "accepted"), (self.expired, "accepted once, and no longer"))
        return "".join(f" ({words})" for noted, words in notes if noted)


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A run by its name. ``discovery`` has the seconds at which causes were first met, with their ids;
    ``untried`` the pairs that it did not try, in words, None where it left no list."""

    name: str
    summary: Summary | None
    discovery: tuple[tuple[float, str], ...] = ()
    untried: dict[str, tuple[str, ...]] | None = None


class Dots(msgspec.Struct, frozen=True, kw_only=True):
    """What sizes of a dimension were run, in order: those that ``passed`` and those that ``failed``."""

    name: str
    passed: tuple[int, ...]
    failed: tuple[int, ...]


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """A bound of what a network takes, and the two shapes beside it that were run."""

    text: str
    passes: str = ""
    fails: str = ""


class Contract(msgspec.Struct, frozen=True, kw_only=True):
    """What a checked network takes and returns, as it was found by running it."""

    form: str
    dtypes: tuple[str, ...]
    limits: tuple[Limit, ...] = ()
    sizes: tuple[Dots, ...] = ()
    returns: tuple[str, ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All that is told: of ``runs`` of a campaign, or of the ``contract`` of a checked network.

    ``subject`` is what it is about, as people are told, and ``model`` the one that all runs are of, ""
    where they are of several.

    ``problems`` come in the order in which they are told: what fails first, then what is new. ``losses``
    and ``sizes`` are the grids of `fuzz.campaign.outcomes`, whose ids are those of variants;
    ``left_out`` says what was not looked at, and ``facts`` what else there is to know, by its name.
    """

    subject: str
    problems: tuple[Problem, ...]
    model: str = ""
    runs: tuple[Run, ...] = ()
    contract: Contract | None = None
    losses: Grid = ()
    sizes: Grid = ()
    left_out: tuple[str, ...] = ()
    facts: dict[str, str] = {}

    @property
    def news(self) -> tuple[Problem, ...]:
        """The problems that nobody knew: all of a checked network; none of a run that was broken off, of
        which nobody can say."""
        return tuple(one for one in self.problems if one.status in NEWS or not self.runs)

    @property
    def failing(self) -> tuple[Problem, ...]:
        """The news to look at: those that make a run fail, or a check."""
        return tuple(one for one in self.news if one.fails)
