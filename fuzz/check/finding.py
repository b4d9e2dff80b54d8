"""Finding: what is wrong with a network, and how it is put right."""

import re
from typing import Literal, get_args

import msgspec
from msgspec.structs import replace

from fuzz.check.cause import cause_of
from fuzz.check.cause.kind import Cause
from fuzz.check.change import is_gone
from fuzz.check.plain.at import At, Entry, Origin
from fuzz.check.plain.probe import Change, Probe
from fuzz.check.plain.seen import Raised, Returned
from fuzz.check.running.lab import Lab
from fuzz.execution.named.place import Place, is_users
from fuzz.text import first_line

Kind = Literal["fails", "silent", "remark"]
REFUSING = re.compile(r"(^|[:;]\s*)(raise|assert)\b")

KINDS: tuple[Kind, ...] = get_args(Kind)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong: it ``fails``, or runs and is ``silent`` about it; or a ``remark``, on what may be
    meant.

    ``name`` is the rule that is violated, or a word for what is wrong; ``when`` says in which probe it
    shows; ``place`` is the line to look at, ``called`` that which gives its constructor the arguments.
    Where ``place`` is the ``entry`` of a table, ``called`` is the line that makes the layer with it.
    ``change`` puts it right, which was seen by running it.
    ``behind`` is whether it shows only after the change of the finding before it: it is no fault by
    itself, as that change may have brought it about.
    """

    kind: Kind
    name: str
    text: str
    when: str
    probe: Probe
    site: str = ""
    place: Place | None = None
    called: Place | None = None
    fix: str = ""
    page: str = ""
    change: Change | None = None
    exception: str = ""
    message: str = ""
    behind: bool = False
    entry: Entry | None = None


class LeftOut(msgspec.Struct, frozen=True):
    """What could not be told, and why."""

    what: str


def failure(raised: Raised, probe: Probe, when: str, lab: Lab) -> Finding:
    """The finding of a probe that raised; its cause as far as it is known, its fix where it was run."""
    cause = cause_of(raised, probe)
    if is_refusal(raised):
        return _refusal(raised, probe, when)
    fix, change = proven(raised, probe, cause, lab) if cause is not None else ("", None)
    at = raised.at
    elsewhere = change.site if change is not None and change.site != at.site else ""
    site = elsewhere or (cause.site if cause is not None and cause.site else at.site)
    blamed = Origin(cause.place) if cause is not None and cause.place is not None else None
    entry = _entry(at, change) if blamed is None and site == at.site else None
    if blamed is None and site == at.site:
        blamed = _given(at, change) or _blamed(raised, cause)
    told = Finding(
        kind="fails",
        name=(cause.rule if cause is not None else "") or "unknown",
        text=f"{cause.text}{_joined(at, cause)}" if cause is not None else "the cause is not known",
        when=when,
        probe=probe,
        site=site,
        place=blamed.place if blamed is not None else None,
        called=blamed.called if blamed is not None else None,
        fix=(fix or (cause.fix if cause is not None else "")) + _expanded(at, change),
        page=cause.page if cause is not None else "",
        change=change,
        exception=raised.exception,
        message=raised.message,
    )
    if blamed is not None and blamed.left:
        return _of_default(told, blamed, changed_option(at, change))
    return _of_entry(told, entry) if entry is not None else told


def _of_default(told: Finding, blamed: Origin, option: str) -> Finding:
    """A finding of a layer that is made by a default, which the call has left as it is."""
    assert told.change is not None
    name = blamed.left.partition("=")[0]
    return replace(
        told,
        text=f"{told.text}; that is {blamed.left} by default, which this call does not give",
        fix=f"give it in this call: {name}={told.change.layer.options[option]}",
    )


def _entry(at: At, change: Change | None) -> Entry | None:
    """The entry of a table that has the only option of a layer which a change is about."""
    option = changed_option(at, change)
    found = at.origins.get(option) if option else None
    return found.entry if found is not None else None


def _of_entry(told: Finding, entry: Entry) -> Finding:
    """A finding with the line that its number is written in: that is the line to change where nothing
    else is made with it."""
    if entry.sole and told.place is not None and entry.place != told.place:
        fix = f"{told.fix}, in place of {entry.value} here: nothing else is made with it"
        return replace(told, place=entry.place, called=told.place, fix=fix, entry=entry)
    where = f"{entry.value} is given by line {entry.place.line}, {entry.place.code}"
    return replace(told, text=f"{told.text}; {where}") if entry.place != told.place else told


def is_refusal(raised: Raised) -> bool:
    """Whether the user's own code has raised it on purpose: by ``raise``, or an ``assert``."""
    code = raised.at.place.code if raised.at.place is not None else ""
    return raised.exception != "NotImplementedError" and REFUSING.search(code) is not None


def _refusal(raised: Raised, probe: Probe, when: str) -> Finding:
    said = first_line(raised.message)
    return Finding(
        kind="remark",
        name="refused",
        text=f"its own code refuses that{f': {said}' if said else ''}",
        when=when,
        probe=probe,
        site=raised.at.site,
        place=raised.at.place,
        exception=raised.exception,
        message=raised.message,
    )


def _blamed(raised: Raised, cause: Cause | None) -> Origin | None:
    """Where a layer was made, if a rule of it is violated; else the line that raised.

    Behind the forward pass no line of the user's is at work: what runs there is their loss, if any.
    """
    at = raised.at
    of_layer = cause is not None and cause.certain and raised.stage not in ("loss", "backward")
    places = (at.place,) if raised.stage in ("loss", "backward") else (at.place, at.made)
    if at.place is not None and not is_users(at.place.file):
        places = places[::-1]  # a line of a library says less than that which made the module
    place = next((one for one in ((at.made,) if of_layer else ()) + places if one is not None), None)
    return Origin(place) if place is not None else None


def proven(raised: Raised, probe: Probe, cause: Cause, lab: Lab) -> tuple[str, Change | None]:
    """The first change of a cause with which it runs, and its sentence; or else the first with which the
    failure is gone, though another one shows."""
    gone: tuple[str, Change | None] = "", None
    for text, change in cause.changes:
        seen = lab.see(replace(probe, changes=(*probe.changes, change)))
        if isinstance(seen, Returned):
            return text, change
        if gone[1] is None and is_gone(raised, seen):
            gone = text, change
    return gone


def _joined(at: At, cause: Cause) -> str:
    """Of which channels the input was joined, where it is about their number."""
    told = len(at.pieces) > 1 and cause.rule.endswith(".channels") and str(sum(at.pieces)) in cause.text
    return f", joined of {' + '.join(map(str, at.pieces))}" if told else ""


def _expanded(at: At, change: Change | None) -> str:
    """How a number is written that is to be what a block gives, where it is what one is made for."""
    option = changed_option(at, change)
    if change is None or at.layer is None or not option:
        return ""
    had, need = at.layer.options.get(option), change.layer.options[option]
    those = [
        name for name, times in at.expansions.items() if isinstance(had, int) and had * times == need
    ]
    return f", which is {had} * {those[0]}.expansion" if len(those) == 1 else ""


def _given(at: At, change: Change | None) -> Origin | None:
    """Where the only option of a layer is given that a change is about: the call of the constructor,
    where that makes of its arguments what its forward() does with its input."""
    found = at.origins.get(changed_option(at, change))
    if found is None or found.called is None or found.left:
        return found
    of_pieces = found.terms == len(at.pieces) > 1  # a term for each
    of_whole = found.terms == 1 and not at.pieces and at.whole == at.inputs[0]
    return Origin(found.called, found.called) if of_pieces or of_whole else found


def changed_option(at: At, change: Change | None) -> str:
    """The only option of a layer that a change is about; "" where it is about others."""
    if change is None or at.layer is None or change.layer.kind != at.layer.kind:
        return ""
    options = [one for one, value in change.layer.options.items() if at.layer.options.get(one) != value]
    return options[0] if len(options) == 1 and change.site == at.site else ""
