"""Parameters that no gradient reaches, with the line at which it ends."""

import ast
import re
from collections.abc import Iterator

from fuzz.check.code.loop import left_at_once, unvaried
from fuzz.check.code.lost import lost
from fuzz.check.code.overwritten import overwritten
from fuzz.check.code.rewritten import name_of
from fuzz.check.code.straight import straight
from fuzz.check.code.tree import at_line, tree_of
from fuzz.check.code.twice import taken_twice
from fuzz.check.fault.slope import followed
from fuzz.check.finding import Finding
from fuzz.check.network.paths import first, owner, told
from fuzz.check.plain.observed import Stopped, Unused
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Returned
from fuzz.check.running.lab import Lab
from fuzz.execution.named.place import Place
from fuzz.text import counted

AUTOGRAD = "https://docs.pytorch.org/docs/stable/notes/autograd.html"

OF_LIST = "tensor_of_list"
COPYING = ("tensor", OF_LIST)
"""Operations that nobody uses on purpose to take a parameter out of the graph."""

OWN = re.compile(r"self\.(\w+)")

ADVICE = {
    "tensor": "use it as it is: torch.tensor(x) copies the values alone",
    OF_LIST: "torch.stack(x) makes one tensor of a list of them and keeps their graph:"
    " torch.tensor(x) copies the values alone",
    "argmax": "a softmax and a weighted mean have a gradient, argmax() has none",
}
DETACHED = (
    "no .detach(), .data, .item() or torch.no_grad() behind it in forward(); or requires_grad_(False),"
    " if it is to be frozen"
)


def ended(
    lab: Lab, probe: Probe, names: list[str], spared: set[str]
) -> Iterator[tuple[Finding, set[str]]]:
    """A finding for each line that is known, with the parameters that it is about; of those that may be
    ``spared`` on purpose, only where the code leaves no doubt."""
    following = followed(probe)
    seen = lab.see(following)
    for one in seen.stopped if isinstance(seen, Returned) else ():
        those = [name for name in one.names if name in names]
        found = _finding(one, those, following, doubted=bool(spared & set(those))) if those else None
        if found is not None:
            yield found, set(those)


def left_out(those: Unused, probe: Probe) -> Finding | None:
    """Modules that a loop would run over, were it not left in its first round, or if it used what it
    runs over; None where it isn't so."""
    early, same = left_at_once(those.place), unvaried(those.place)
    if those.method != "forward" or (early is None and same is None):
        return None
    names = list(those.names)
    why, fix = "the loop takes the same module in each of its rounds", "use what the loop runs over"
    if early is not None:
        word = early.code.partition(" ")[0]
        why = f"{word} ends the loop in its first round"
        fix = f"move the {word} out of the loop: it is indented too far"
    return _silent("uncalled", f"{told(names)} is never called: {why}", fix, early or same, names, probe)


def _finding(one: Stopped, names: list[str], probe: Probe, *, doubted: bool) -> Finding | None:
    match one.how:
        case "instead":
            text = f"forward() never calls {told(names)}: {one.op} is called twice"
            fix = f"call {owner(names[0]).rpartition('.')[2]} in place of one of them"
            return _silent("uncalled", text, fix, one.place, names, probe)
        case "unused":
            return _unused(one, names, probe, doubted=doubted)
        case "cut" if not doubted or one.op in COPYING:
            op = one.op.strip("_").replace("get", "data")
            of = op.removesuffix("_of_list")
            text = f"no gradient reaches {told(names)}, though it requires grad: {of} cuts the graph"
            if (past := straight(one.place)) is not None:
                text += f", and {past.written} is to lead it past that, but leads it to {past.kept}"
                return _silent("detached", text, f"write {past.meant}", past.place, names, probe)
            advice = ADVICE.get(one.op, DETACHED)
            if one.op == OF_LIST and one.place is not None:
                advice = advice.replace("(x) makes", f"({_list_in(one.place)}) makes")
            return _silent("detached", text, advice, one.place, names, probe)
    return None


def _unused(one: Stopped, names: list[str], probe: Probe, *, doubted: bool) -> Finding | None:
    """What was computed and is used by nothing: its name gets another value before anything reads it."""
    becomes = overwritten(one.place)
    if becomes is None and doubted:
        return None
    owners = list(dict.fromkeys(map(owner, names)))
    more = f" and of {counted(len(owners) - 1, 'more module')}" if owners[1:] else ""
    text = f"what comes of {owners[0] or names[0]}{more} has no effect on what the network returns"
    fix = "use it, or leave it out"
    if becomes is not None and becomes.in_loop:
        text += f": each round of the loop assigns {becomes.name} anew, and only the last one counts"
        fix = f"let each round go on with what the one before has made: it never reads {becomes.name}"
    elif (twice := taken_twice(one.place, owners[0].rpartition(".")[2])) is not None:
        text += f": nothing reads {twice.unread}, and {twice.name} is taken twice"
        fix = f"take {twice.unread} in place of one of them"
        return _silent("unused_result", text, fix, twice.place, names, probe)
    elif becomes is not None and becomes.unread:
        text += f": nothing reads {becomes.name}"
    elif becomes is not None:
        text += f": {becomes.name} is assigned anew before anything reads it"
        fix = f"go on with {becomes.name} there, in place of what is used"
    place = becomes.place if becomes is not None else _lost(one.place, owners) or one.place
    return _silent("unused_result", text, fix, place, names, probe)


def _list_in(place: Place) -> str:
    """What a line gives torch.tensor(), as it is written."""
    calls = [one for one in at_line(place, ast.Call) if name_of(one) == "tensor" and one.args]
    return ast.unparse(calls[0].args[0]) if len(calls) == 1 else "x"


def _lost(place: Place | None, owners: list[str]) -> Place | None:
    """The line of a loop that assigns what these modules make to its own variable."""
    parts = {part for one in owners for part in one.split(".")}
    for one in lost(tree_of(place.file), place.file) if place is not None else ():
        if parts.intersection(OWN.findall(f"{one.over} {one.written}")):
            return one.place
    return None


def _silent(
    name: str, text: str, fix: str, place: Place | None, names: list[str], probe: Probe
) -> Finding:
    return Finding(
        kind="silent",
        name=name,
        text=text,
        when="in a step of training",
        probe=probe,
        site=first(names),
        place=place,
        fix=fix,
        page=AUTOGRAD,
    )
