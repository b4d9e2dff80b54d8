"""How the causes that a run has met stand to those that were known before it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from fuzz.campaign.change import change
from fuzz.catalogue.cause import Cause, causes_of
from fuzz.catalogue.entry import Entry

Status = Literal["new", "changed", "reworded", "known"]


class Stand(NamedTuple):
    """How one cause stands, and the variants that make it so, the plainest first.

    It is ``new`` where no catalogue has it; ``changed`` where one has, without a variant that was met:
    it shows at another stage, for another layer or as another kind; ``reworded`` where a known variant
    said what it was never seen to say; and else ``known``. ``change`` says what is new in a changed one.
    """

    cause: str
    status: Status
    variants: tuple[Entry, ...]
    change: str = ""


def stands(met: Iterable[Entry], known: Mapping[str, Entry]) -> list[Stand]:
    """How each cause of the entries that were met stands, in the order of their ids.

    ``known`` are the variants of all that is known, by id. Nothing is ever said to be gone: a run meets
    what its cases happen to show, and only `fuzz replay` runs the very case again.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in known.values():
        groups.setdefault(entry.group, []).append(entry)
    return [_stand(cause, known, groups.get(cause.id, [])) for cause in causes_of(met)]


def _stand(cause: Cause, known: Mapping[str, Entry], before: Sequence[Entry]) -> Stand:
    unknown = tuple(variant for variant in cause.variants if variant.id not in known)
    if unknown and before:
        return Stand(cause.id, "changed", unknown, change(unknown, before))
    if unknown:
        return Stand(cause.id, "new", unknown)
    reworded = tuple(
        variant
        for variant in cause.variants
        if not set(variant.wordings) <= set(known[variant.id].wordings)
    )
    return Stand(cause.id, "reworded" if reworded else "known", reworded or cause.variants)
