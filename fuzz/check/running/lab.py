"""Lab: runs probes of one network, each once, and remembers what was seen."""

import time
from typing import Any, Protocol

import msgspec
from msgspec.structs import replace

from fuzz.check.backward import placed
from fuzz.check.code.asked import asked
from fuzz.check.code.freezing import freezing
from fuzz.check.code.near import ATTRIBUTE
from fuzz.check.code.origin import origins_at
from fuzz.check.code.scaled import scaled
from fuzz.check.comparison import compared
from fuzz.check.network.born import born
from fuzz.check.network.cycle import cycle_of
from fuzz.check.network.deleted import deleted_from
from fuzz.check.network.expansion import expansions
from fuzz.check.network.heads import heads_of
from fuzz.check.network.lines import is_run
from fuzz.check.network.nested import nested_forward
from fuzz.check.network.place import built_at, files_of, is_torchs, line_of, made_at, module_at
from fuzz.check.network.shadow import shadows
from fuzz.check.network.stale import stale
from fuzz.check.plain.at import At, Kept, Scaled, Widened
from fuzz.check.plain.probe import Probe, Slot, Template
from fuzz.check.plain.seen import Died, Escaped, Raised, Returned, Seen
from fuzz.check.plain.tensor import tensors
from fuzz.check.running.run import Criterion, filled, run
from fuzz.check.running.source import Source
from fuzz.execution import criterion
from fuzz.execution.named.place import Place, raised_at
from fuzz.execution.tensor import target_tensor


class Lab(Protocol):
    """Where probes of a network are run."""

    def see(self, probe: Probe) -> Seen:
        """What comes of a probe."""


class NoTime(Exception):
    """There is no time left to run another probe."""


class Timed:
    """A lab that counts its probes, and after so many seconds raises `NoTime` for others."""

    def __init__(self, lab: Lab, seconds: float) -> None:
        self.lab, self.seconds, self.deadline = lab, seconds, time.monotonic() + seconds
        self._probes = set[bytes]()
        self._unusual: list[tuple[Probe, Seen]] = []

    @property
    def runs(self) -> int:
        """How many probes were run."""
        return len(self._probes)

    def see(self, probe: Probe) -> Seen:
        """See `Lab`."""
        key = msgspec.json.encode(probe)
        if key not in self._probes and time.monotonic() >= self.deadline:
            raise NoTime
        seen = self.lab.see(probe)
        if key not in self._probes and isinstance(seen, Died | Escaped):
            self._unusual.append((probe, seen))
        self._probes.add(key)
        return seen

    def unusual(self) -> list[tuple[Probe, Seen]]:
        """The probes since the last call that ended their process, or told nothing."""
        unusual, self._unusual = self._unusual, []
        return unusual


class Here:
    """Runs probes in this process.

    ``template`` is how the network is called; without one, with the tensors of a probe in turn.
    ``given`` is the user's own loss, with its target.
    """

    def __init__(
        self, source: Source, template: Template | None = None, given: Criterion | None = None
    ) -> None:
        self.source, self.template, self.given = source, template, given
        self._seen: dict[bytes, Seen] = {}
        self._births: dict[str, Place | None] = {}

    def see(self, probe: Probe) -> Seen:
        """See `Lab`."""
        key = msgspec.json.encode(probe)
        if key not in self._seen:
            self._seen[key] = self._tried(probe)
        return self._seen[key]

    def _tried(self, probe: Probe) -> Seen:
        try:
            return self._see(probe)
        except (
            Exception
        ) as error:  # raised between the stages: it can't be copied, or run on other samples
            return escaped(error)

    def _see(self, probe: Probe) -> Seen:
        template = self.template or Template(tuple(map(Slot, range(len(probe.inputs)))))
        criterion = self._criterion(probe)
        ran = run(self.source.fresh(), template, probe, criterion)
        if isinstance(ran.seen, Raised):
            ran.seen = placed(
                ran.seen, self.source.fresh, lambda other: run(other, template, probe, criterion)
            )
        if isinstance(ran.seen, Raised):
            return self._located(ran.seen, probe)
        if not isinstance(ran.seen, Returned):
            return ran.seen
        if self.source.is_lazy:
            self.source.materialise(*filled(template, probe))
        if probe.against:
            other = compared(ran, self.source.fresh, template, probe)
            if isinstance(other, Returned) and other.inplace is not None:
                other = replace(other, inplace=self._made(other.inplace))
            return self._unlike(other) if isinstance(other, Raised) else other
        files = files_of(self.source.network, self.source.places)
        in_vain = asked(files) if not ran.seen.trainable else None
        frozen = self._frozen(ran.seen.last) if not ran.seen.trainable else None
        seen = replace(ran.seen, asked=in_vain, frozen=frozen)
        return replace(seen, widened=self._born(seen.widened))

    def _frozen(self, site: str) -> Place | None:
        """The line that has frozen the module at a site."""
        module = module_at(self.source.network, site)
        there = list(module.parameters()) if module is not None else []
        trails = (self.source.built.freezes.get(id(one)) for one in there[::-1])
        made = made_at(self.source.network, site, self.source.places)
        return next((freezing(one, made) for one in trails if one), None)

    def _located(self, raised: Raised, probe: Probe) -> Raised:
        """What was raised, with the lines that have made what it is about."""
        at, source = raised.at, self.source
        if at.site:
            there = source.network, at.site, source.places
            at = replace(at, made=made_at(*there), built=built_at(*there))
            as_made = set(at.returned) - {one.site for one in probe.changes}
            at = replace(at, origins=origins_at(*there, at.layer, as_made))
            vain = (one for one in stale(source.network, source.places) if one.site == at.site)
            at = replace(at, stale=next(vain, None))
            at = replace(at, scaled=self._scaled(at))
            at = replace(at, heads=tuple(heads_of(source.network, source.places)))
        at = replace(at, forgotten=self._forgotten(raised), deleted=self._deleted(raised))
        at = replace(at, missing=source.built.missing, widths=source.built.widths)
        at = replace(at, expansions=expansions(source.network))
        at = replace(at, place=at.place or self._called(raised))
        hidden = next((one for one, fails in shadows(source.network) if fails), None)
        at = replace(at, cycle=cycle_of(source.network), nested=nested_forward(source.network, at.kind))
        return replace(raised, at=replace(at, widened=self._born(at.widened), shadow=hidden))

    def _scaled(self, at: At) -> Scaled | None:
        """The list whose numbers a layer was made with that gets so many times more."""
        options = at.layer.options if at.layer is not None else {}
        wanted = options.get("in_channels", options.get("in_features"))
        got = at.inputs[0].shape if at.inputs else ()
        axis = 1 if "in_channels" in options else -1
        source = self.source
        if not isinstance(wanted, int) or len(got) < 2 or got[axis] <= wanted or source.again is None:
            return None
        those = scaled(files_of(source.network, source.places), wanted, got[axis])
        return next((one for one in those if is_run(source.again, one.place)), None)

    def _deleted(self, raised: Raised) -> Kept | None:
        """The attribute that is missed, where a line has deleted it."""
        found = ATTRIBUTE.search(raised.message) if raised.exception == "AttributeError" else None
        source = self.source
        return deleted_from(source.network, source.built.deleted, *found.groups()) if found else None

    def _forgotten(self, raised: Raised) -> Kept | None:
        """The attribute that is missed, where a second nn.Module.__init__ has taken it."""
        found = ATTRIBUTE.search(raised.message) if raised.exception == "AttributeError" else None
        there = self.source.built.forgotten if found is not None else ()
        return next((one for one in there if found is not None and one.name == found[2]), None)

    def _called(self, raised: Raised) -> Place | None:
        """Where the forward() of a module of the user's begins, for what is raised as it is called."""
        module = module_at(self.source.network, raised.at.site) if raised.stage == "forward" else None
        return line_of(type(module).forward) if module is not None and not is_torchs(module) else None

    def _made(self, kept: Kept) -> Kept:
        """An activation with the line that has made it, if it is a module: that says ``inplace``."""
        made = made_at(self.source.network, kept.site, self.source.places) if kept.site else None
        return replace(kept, place=made or kept.place)

    def _unlike(self, raised: Raised) -> Raised:
        """What was raised, with the line that has made the tensor that does not fit a new network."""
        name = raised.at.unlike.partition(" ")[0]
        made = made_at(self.source.network, name, self.source.places) if name else raised.at.made
        return replace(raised, at=replace(raised.at, made=made))

    def _born(self, widened: Widened | None) -> Widened | None:
        """What made float64 of an input, with the line in which that was made itself."""
        if widened is None or not widened.name:
            return widened
        if widened.name not in self._births:
            line = born(self.source.again, widened.name) if self.source.again is not None else None
            registered = made_at(self.source.network, widened.name, self.source.places)
            self._births[widened.name] = line or registered
        return replace(widened, made=self._births[widened.name])

    def _criterion(self, probe: Probe) -> Criterion | None:
        loss, target = probe.loss, probe.target
        if probe.own_loss:
            return self.given
        if loss is None or target is None:
            return None
        measure, wanted = criterion.build(loss, probe.device), target_tensor(target, probe.device)
        return lambda output: criterion.call(loss, measure, first(output), wanted)


def escaped(error: Exception) -> Escaped:
    """What is seen of a probe that could not be run."""
    return Escaped(type(error).__name__, str(error), raised_at(error.__traceback__))


def first(output: Any) -> Any:
    """The tensor that a loss is about: the only one, or the first of several."""
    return next(iter(tensors(output).values()), output)
