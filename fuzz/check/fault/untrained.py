"""Parameters that get no gradient, in a few steps of training."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.code.call import shutting
from fuzz.check.fault.ended import AUTOGRAD, DETACHED, ended, left_out
from fuzz.check.finding import Finding
from fuzz.check.network.paths import common, first, owner, told
from fuzz.check.plain.at import Stray
from fuzz.check.plain.observed import Unused
from fuzz.check.plain.probe import Probe, unlossed
from fuzz.check.plain.seen import Returned
from fuzz.check.running.lab import Lab
from fuzz.execution.named.place import Place, is_users
from fuzz.text import counted


def stray(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """Modules under a name that is nearly that of one which forward() calls."""
    seen = lab.see(probe)
    for one in seen.strays if isinstance(seen, Returned) else ():
        if one.features:
            continue  # that it is never used is told by its gradients; it may be for another caller
        yield Finding(
            kind="silent",
            name="stray_name",
            text=f"{one.site} is set, and nothing of {one.kind} reads that name: what forward() calls is"
            f" {one.near}",
            when="with an ordinary input",
            probe=probe,
            site=one.site,
            fix=f"use the name {one.near}, which it has",
        )


CHECKPOINT = "https://docs.pytorch.org/docs/stable/checkpoint.html"

STEPS = 8
"""How many steps are run before a parameter is said to get no gradient."""


def untrained(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """Parameters that require grad and get none: of modules that nobody calls, or behind a detach; or
    that are for another case, such as an expert that no sample was given to, or a loss of their own.

    A few steps are run, since layers may be skipped at random.
    """
    longer = replace(unlossed(probe), steps=STEPS)
    seen = lab.see(longer)
    if not isinstance(seen, Returned):
        return
    unused = {name for one in seen.unused for name in one.names}
    names = [name for name in seen.untrained if not _is_constant(name, seen)]
    known = set[str]()
    for found, those in () if seen.no_grad else ended(lab, probe, names, unused):
        known |= those
        yield found
    for one in seen.unused:
        if not known.intersection(one.names):
            yield left_out(one, longer) or _unused(one, longer)
    names = [name for name in names if name not in unused | known]
    idle = [name for name in names if owner(name) in seen.uncalled]
    cut = [name for name in names if name not in idle]
    if idle:
        site = seen.outermost.get(owner(idle[0]), "")
        inside = [name for name in idle if name.startswith(f"{site}.")] == idle
        what = site if inside else told(idle)
        strays = {one.site: one for one in seen.strays if inside}
        instead, fix = _instead(strays.get(site))
        yield Finding(
            kind="silent",
            name="uncalled",
            text=f"forward() never calls {what}, so that nothing of it has any effect{instead}",
            when="in a step of training",
            probe=probe,
            site=site if inside else first(idle),
            fix=fix,
            page=AUTOGRAD,
        )
    if cut and _is_checkpoint(seen.detached):
        yield Finding(
            kind="silent",
            name="reentrant",
            text=f"no gradient reaches {told(cut)}: torch.utils.checkpoint with use_reentrant=True"
            " gives none where no input requires one, as images do not",
            when="in a step of training",
            probe=probe,
            site=first(cut),
            place=seen.detached,
            fix="checkpoint(..., use_reentrant=False)",
            page=CHECKPOINT,
        )
    elif cut:
        meant = ": forward() runs it under torch.no_grad(), which may be meant" if seen.no_grad else ""
        yield Finding(
            kind="remark" if seen.no_grad else "silent",
            name="detached",
            text=f"no gradient reaches {told(cut)}, though it requires grad{meant}",
            when="in a step of training",
            probe=probe,
            site=first(cut),
            place=shutting(seen.detached) if seen.no_grad else seen.detached,
            fix=DETACHED,
            page=AUTOGRAD,
        )


def _instead(stray: Stray | None) -> tuple[str, str]:
    """What forward() calls in place of a module, and what to do about it."""
    if stray is None:
        return "", "call it in forward(), or set it in place of the module that forward() calls"
    said = f": nothing of {stray.kind} reads that name, and what it calls is {stray.near}"
    if not stray.features:
        return said, f"use the name {stray.near}, which it has"
    name = stray.site.rpartition(".")[2]
    said = f"{said}, for {stray.features} features as well"
    return said, f"set it in place of {stray.near}, which forward() calls, and not as {name} beside it"


def _is_checkpoint(place: Place | None) -> bool:
    return place is not None and "checkpoint" in place.code


def _is_constant(name: str, seen: Returned) -> bool:
    """Whether it is the bias of a module whose weight does learn: it is gone where the gradient of the
    module's output is what the network returns."""
    weight = f"{owner(name)}.weight"
    return name.endswith(".bias") and weight not in seen.untrained and seen.detached is None


def _unused(those: Unused, probe: Probe) -> Finding:
    names = list(those.names)
    what, method = _of(names), those.method
    text = f"{method}() alone uses {what}, and {STEPS} steps of training did not reach it"
    if method == "forward":
        text = f"forward() uses {what} here, and {STEPS} steps of training did not reach it"
    return Finding(
        kind="remark",
        name="unused",
        text=f"{text}. It may be meant, as for another sample, argument or mode, a loss of its own, or"
        " weights that are copied",
        when="in a step of training",
        probe=probe,
        site=first(names),
        place=those.place if is_users(those.place.file) else None,  # else the line that made it
        fix="if it is not meant, use it in forward(); DistributedDataParallel needs"
        " find_unused_parameters=True for what a step leaves out",
        page=AUTOGRAD,
    )


def _of(names: list[str]) -> str:
    """The only module of some parameters, or how many of what holds them."""
    owners = len({owner(name) for name in names})
    return told(names) if owners == 1 else f"{counted(owners, 'module')} of {common(names) or 'it'}"
