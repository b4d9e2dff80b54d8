"""compared(): an output held against that of another run, which should be the same."""

from collections.abc import Callable

from msgspec.structs import replace
from torch import Tensor, nn

from fuzz.check.alone import alone
from fuzz.check.change import after
from fuzz.check.close import difference
from fuzz.check.compiled import through
from fuzz.check.gradient import gradients
from fuzz.check.influence import influence
from fuzz.check.meaning import meaning
from fuzz.check.outplace import outplace
from fuzz.check.plain.at import At
from fuzz.check.plain.probe import Against, Probe, Template
from fuzz.check.plain.seen import Raised, Returned, Seen
from fuzz.check.quantised import quantised
from fuzz.check.running.memory import changes, state_of
from fuzz.check.running.run import Ran, run
from fuzz.check.shares import shares
from fuzz.check.turned import turned
from strategies.rule import shown

Follow = Callable[[Returned, Callable[[], nn.Module], Template, Probe], Seen]

FOLLOWED: dict[Against, Follow] = {
    "turned": turned,
    "gradients": gradients,
    "meaning": meaning,
    "influence": influence,
    "shares": shares,
    "quantised": quantised,
}
"""What needs nothing of the first run but what was seen of it."""


def compared(ran: Ran, fresh: Callable[[], nn.Module], template: Template, probe: Probe) -> Seen:
    """What was seen, and in ``differs`` where it is not what the other run returns."""
    assert isinstance(ran.seen, Returned)
    if (followed := FOLLOWED.get(probe.against)) is not None:
        return followed(ran.seen, fresh, template, probe)
    match probe.against:
        case "compiled":
            return through(ran, fresh, template, probe)
        case "again":
            other = run(fresh(), template, probe, seed=1)
        case "input":
            return replace(ran.seen, differs="the input" if ran.seen.changed is not None else "")
        case "twice":
            return _twice(ran, template, probe)
        case "outplace":
            return outplace(ran.seen, ran.output, fresh, template, probe)
        case "reloaded":
            other = _reloaded(ran, fresh, template, probe)
        case _:
            return alone(ran.seen, ran.output, fresh, template, probe)
    if not isinstance(other.seen, Returned):
        return other.seen
    return replace(ran.seen, differs=difference(ran.output, other.output))


def _twice(ran: Ran, template: Template, probe: Probe) -> Seen:
    """What is seen of the same network when it is called once more, with what that call has changed."""
    assert isinstance(ran.seen, Returned)
    before = state_of(ran.network)
    other = run(ran.network, template, replace(probe, changes=()))
    if not isinstance(other.seen, Returned):
        return other.seen
    changed = list(changes(ran.network, before))
    return replace(
        ran.seen,
        differs=difference(ran.output, other.output),
        carried=tuple(one for one, _ in changed),
        grown=tuple(one for one, grows in changed if grows),
    )


def _reloaded(ran: Ran, fresh: Callable[[], nn.Module], template: Template, probe: Probe) -> Ran:
    """The run of another network with the state dict of the first."""
    network = after(fresh(), probe.changes)
    try:
        network.load_state_dict(ran.network.state_dict())
    except Exception as error:
        unlike = _unlike(network, ran.network)
        site = unlike.partition(" ")[0].rpartition(".")[0]
        return Ran(
            Raised("convert", type(error).__name__, str(error), At(site=site, unlike=unlike)), network
        )
    return run(network, template, replace(probe, changes=()))


def _unlike(new: nn.Module, trained: nn.Module) -> str:
    """The first tensor of a state that a new network has in another shape, or not at all."""
    known = new.state_dict()
    for name, one in trained.state_dict().items():
        if not isinstance(one, Tensor):
            continue
        if name not in known:
            return f"{name} is new"
        shape, other = tuple(one.shape), tuple(known[name].shape)
        if shape != other:
            return f"{name} has the shape {shown(shape)}, there {shown(other)}"
    return next((f"{name} is gone" for name in known if name not in trained.state_dict()), "")
