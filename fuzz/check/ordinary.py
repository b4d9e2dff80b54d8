"""An ordinary input: found or given, and what it shows, of which each fault is mended in turn."""

import re

from msgspec.structs import replace

from fuzz.check.cause import cause_of
from fuzz.check.cause.kind import (
    BESIDE,
    CYCLE,
    JOINED,
    NOTHING,
    POOLING,
    SHADOWED,
    SHARED,
    STALE,
    UNASSIGNED,
    UNCALLED_LAYER,
    UNKNOWN,
)
from fuzz.check.code.taken import takes_no_tensor
from fuzz.check.fault.onesize import one_size
from fuzz.check.finding import Finding, failure, is_refusal
from fuzz.check.gathered import Gathered
from fuzz.check.guess import Tried, working_input
from fuzz.check.listed import Mended, is_of_list, of_list, of_widths
from fuzz.check.network.description import Description
from fuzz.check.plain.probe import Probe, unlossed
from fuzz.check.plain.seen import Raised, Returned, Seen
from fuzz.check.running.lab import Lab, NoTime
from fuzz.check.running.mismatch import RULE
from fuzz.check.series import of_series
from fuzz.text import first_line
from strategies.rule import shown

MENDED = 5
"""How many faults are mended in turn, to look behind them."""

WHEN = "with an ordinary input, in eval mode"

OF_THE_CODE = (
    *(
        JOINED,
        BESIDE,
        NOTHING,
        STALE,
        POOLING,
        SHADOWED,
        SHARED,
        UNASSIGNED,
        UNCALLED_LAYER,
        UNKNOWN,
        CYCLE,
    ),
    *("join.one_tensor", "module.no_forward", "call.several_into_sequential", "dtype.subtracted"),
)
"""Causes that no other input would put right."""

OF_GRADIENTS = re.compile(r"require.{0,5} grad|grad_fn|without a gradient")


def ordinary(lab: Lab, there: Description, probe: Probe | None, told: Gathered) -> Tried | None:
    """A probe with an input that the network takes, and what came of it, after the faults that it shows
    are mended. None where there was no time for any."""
    try:
        tried = _tried(lab, there, probe)
    except NoTime:
        return None
    if isinstance(tried.seen, Raised) and OF_GRADIENTS.search(tried.seen.message):
        tried = _with_gradients(lab, tried, tried.seen, told)
    if tried.refused is not None:
        told.add(one_size(tried.probe, *tried.refused, lab))
    if probe is None and isinstance(tried.seen, Raised) and is_guess(tried.seen, tried.probe, there):
        told.left_out.append(_unfound(tried.seen, tried.probe))
        return tried
    return _mended(lab, there, tried, told)


def _tried(lab: Lab, there: Description, probe: Probe | None) -> Tried:
    if probe is None:
        return working_input(lab, there)
    return Tried(probe, lab.see(unlossed(probe)))


def _with_gradients(lab: Lab, tried: Tried, raised: Raised, told: Gathered) -> Tried:
    """The same with gradients enabled, where it runs so: as where forward() asks for one itself."""
    probe = replace(tried.probe, grad=True)
    seen = lab.see(unlossed(probe))
    if not isinstance(seen, Returned):
        return tried
    told.add(
        Finding(
            kind="remark",
            name="needs_grad",
            text="it runs only where gradients are enabled, and not under torch.no_grad()",
            when="under torch.no_grad(), in eval mode",
            probe=tried.probe,
            site=raised.at.site,
            place=raised.at.place,
            fix="if it is not meant: with torch.enable_grad() around what asks for gradients; if"
            " x.requires_grad in front of x.register_hook(...)",
            exception=raised.exception,
            message=raised.message,
        )
    )
    return Tried(probe, seen)


def is_guess(raised: Raised, probe: Probe, there: Description) -> bool:
    """Whether another input than the one that was guessed may put a failure right: the network expects
    no tensor, or one of several was taken for what it is not."""
    at = raised.at
    if is_refusal(raised) or takes_no_tensor(at.place, raised.message):
        return True
    if there.arguments < 2:
        return False
    cause = cause_of(raised, probe)
    if cause is None or cause.rule == RULE:
        return cause is None or not all(at.makers) or not at.makers
    if cause.certain and cause.rule not in OF_THE_CODE:
        return any(one.shape == given.shape for one in at.inputs for given in probe.inputs)
    return cause.rule not in OF_THE_CODE


def _unfound(raised: Raised, probe: Probe) -> str:
    given = " and ".join(shown(one.shape) for one in probe.inputs)
    place = f" ({raised.at.place})" if raised.at.place is not None else ""
    said = f"{raised.exception}: {first_line(raised.message)}"
    return (
        f"an ordinary input: none was found that it takes; {given} ends in {said}{place}. Name one with"
        " --input, or with check(model, input=...) in a test"
    )


def _of_whole(found: Finding, seen: Seen) -> Finding | None:
    """A layer that was made by an argument of its parent, of which all is made for another size: with
    the layer changed, what the parent gives does not fit. Then the call of its constructor is to
    blame."""
    parent = found.site.rpartition(".")[0]
    own = found.called is not None and found.entry is None
    if not own or found.change is None or not isinstance(seen, Raised):
        return None
    inside = seen.at.site == parent or seen.at.site.startswith(f"{parent}.")
    if not inside and parent not in seen.at.makers:
        return None
    return replace(
        found,
        site=parent,
        place=found.called,
        called=None,
        text=f"{found.text}; with that alone, {parent} fails further on: it is made for this size",
        fix=f"make {parent} for what it gets: {found.fix.removeprefix('use ')}",
        change=None,
    )


def _of_list(lab: Lab, tried: Tried) -> tuple[Finding, Tried] | None:
    """All layers that do not fit, where their numbers are those of one list, and what comes of it once
    they are changed; None where there is something else."""
    mended: list[Mended] = []
    while isinstance(tried.seen, Raised) and len(mended) < MENDED and is_of_list(tried.seen.at):
        try:
            found = failure(tried.seen, tried.probe, WHEN, lab)
            if found.change is None:
                return None
            mended.append(Mended(found, tried.seen.at))
            probe = replace(tried.probe, changes=(*tried.probe.changes, found.change))
            tried = Tried(probe, lab.see(unlossed(probe)))
        except NoTime:
            return None
    told = of_list(mended) if mended and isinstance(tried.seen, Returned) else None
    return (told, tried) if told is not None else None


def _mended(lab: Lab, there: Description, tried: Tried, told: Gathered) -> Tried:
    """What comes of it after the faults that it shows are mended in turn; each but the first shows only
    after the change before, which may have brought it about."""
    if (whole_list := _of_list(lab, tried)) is not None:
        found, tried = whole_list
        told.add(found)
    shown: dict[object, list[Finding]] = {}
    for number in range(MENDED):
        if not isinstance(tried.seen, Raised):
            break
        try:
            found = failure(tried.seen, tried.probe, WHEN, lab)
            found = of_widths(Mended(found, tried.seen.at)) or found
        except NoTime:
            break
        probe = tried.probe
        if found.change is not None:
            probe = replace(probe, changes=(*probe.changes, found.change))
        seen = lab.see(unlossed(probe))
        whole = _of_whole(found, seen)
        line = found.place if whole is None and found.place is not None else number
        shown.setdefault((found.name, line), []).append(replace(whole or found, behind=number > 0))
        if whole is not None or found.change is None:
            break
        tried = Tried(probe, seen)
    for those in shown.values():
        told.add(of_series(those, there, runs=isinstance(tried.seen, Returned)))
    return tried
