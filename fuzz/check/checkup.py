"""checkup(): everything that is looked at in a network, in the order of what matters most."""

import time
from collections.abc import Callable, Collection, Mapping

from msgspec.structs import replace

from fuzz.check.bound.contract import InputContract
from fuzz.check.bound.find import find_contract
from fuzz.check.edits import Edited, edited
from fuzz.check.fault import CONVERTING, LATER, LOOKS, Look
from fuzz.check.fault.built import as_built
from fuzz.check.fault.learning import UNREGISTERED, training
from fuzz.check.fault.output import no_output
from fuzz.check.fault.size import passed_by_chance, unmeant_sizes
from fuzz.check.gathered import Gathered
from fuzz.check.lossfit import losses_of
from fuzz.check.network.description import Description
from fuzz.check.ordinary import MENDED, ordinary
from fuzz.check.plain.probe import Probe, unlossed
from fuzz.check.plain.seen import Returned
from fuzz.check.pretrained import pretrained_fit
from fuzz.check.result import Checked
from fuzz.check.running.lab import Lab, NoTime, Timed
from strategies.rule import shown

SECONDS = 60.0
"""How long a network is checked."""

TRAINING = "training"
CONTRACT = "the input contract"
COMPILE = "torch.compile"
EDITS = "edits"
"""Parts of a check that take the longest, by the names by which they can be left out."""

LAZY = 3
"""How many lazy layers are named."""

PARTS = (TRAINING, *LOOKS, CONTRACT, *LATER, EDITS)

Listener = Callable[[str], None]
"""Called with what is looked at next."""


def checkup(
    lab: Lab,
    there: Description,
    *,
    name: str,
    probe: Probe | None = None,
    seconds: float = SECONDS,
    without: Collection[str] = (EDITS,),
    listen: Listener = lambda _: None,
) -> Checked:
    """Check a network, on the input of a ``probe`` or on one that is found, but for some of the `PARTS`.

    What time leaves out is named.
    """
    return _Checkup(Timed(lab, seconds), there, name, without, listen).done(probe)


class _Checkup:
    def __init__(
        self, lab: Timed, there: Description, name: str, without: Collection[str], listen: Listener
    ) -> None:
        self.lab, self.there, self.name = lab, there, name
        self.without, self.listen = without, listen
        self.told = Gathered(self.lab, there.made)
        self.began = time.monotonic()

    def done(self, probe: Probe | None) -> Checked:
        self.listen("an ordinary input")
        tried = ordinary(self.lab, self.there, probe, self.told)
        if tried is None:
            self.told.left_out.append("everything, for lack of time: not one run had ended")
            return self._checked(probe or Probe(inputs=()))
        self.told.take("an ordinary input", passed_by_chance(self.lab, tried))
        self.told.unusual("an ordinary input", tried.seen, tried.probe)
        self.told.take("the network as it is built", as_built(self.there, tried.probe))
        if not isinstance(tried.seen, Returned):
            self.told.left_out.append("all else, since no input is known that it takes")
            return self._checked(tried.probe)
        if not tried.seen.outputs:
            self.told.take("the output", no_output(self.lab, tried.probe, self.there.forward))
            self.told.left_out.append(
                f"all else, since there is no tensor in what it returns, of type {tried.seen.kind}"
            )
            return self._checked(tried.probe)
        if self.there.lazy:
            self.told.left_out.append(_lazy(self.there.lazy, tried.probe))
        probe = self._trained(tried.probe)
        self._look(LOOKS, probe)
        contract = None if CONTRACT in self.without else self._contract(probe)
        self._look(self._later(), probe)
        edits = () if EDITS in self.without else self._edits(probe)
        return self._checked(probe, contract, tried.seen, edits)

    def _edits(self, probe: Probe) -> tuple[Edited, ...]:
        self.listen(EDITS)
        done: list[Edited] = []
        try:
            done.extend(edited(self.lab, unlossed(probe), self.there))
        except NoTime:
            self.told.untimely.append("more edits")
        return tuple(done)

    def _trained(self, probe: Probe) -> Probe:
        """The probe after faults that show in training alone are mended as well."""
        if TRAINING in self.without:
            return probe
        self.listen(TRAINING)
        for _ in range(MENDED):
            before = len(self.told.findings)
            self.told.take(TRAINING, training(self.lab, probe))
            change = next(
                (one.change for one in self.told.findings[before:] if one.change is not None), None
            )
            if change is None:
                break
            probe = replace(probe, changes=(*probe.changes, change))
        return probe

    def _later(self) -> Mapping[str, Look]:
        """The looks after the contract, but for conversions of what is not all registered."""
        if not any(one.name == UNREGISTERED for one in self.told.findings):
            return LATER
        self.told.left_out.append(
            f"{', '.join(CONVERTING)}: what is not registered is not converted with the rest"
        )
        return {name: look for name, look in LATER.items() if name not in CONVERTING}

    def _look(self, looks: Mapping[str, Look], probe: Probe) -> None:
        for name, look in looks.items():
            if name not in self.without:
                self.listen(name)
                self.told.take(name, look(self.lab, probe))

    def _contract(self, probe: Probe) -> InputContract | None:
        self.listen(CONTRACT)
        try:
            contract = find_contract(self.lab, probe)
        except NoTime:
            self.told.untimely.append(CONTRACT)
            return None
        self.told.untimely += contract.untried
        self.told.take("unusual sizes", unmeant_sizes(self.lab, unlossed(probe), contract))
        return contract

    def _checked(
        self,
        probe: Probe,
        contract: InputContract | None = None,
        seen: Returned | None = None,
        edits: tuple[Edited, ...] = (),
    ) -> Checked:
        if contract is None and not self.told.findings and not self.told.left_out:
            self.told.left_out.append(
                f"as asked, {', '.join(one for one in PARTS if one in self.without)}"
            )
        return Checked(
            name=self.name,
            probe=probe,
            findings=self.told.by_kind(),
            contract=contract,
            outputs={at: one.shape for at, one in seen.outputs.items()} if seen is not None else {},
            losses=losses_of(seen) if seen is not None else (),
            pretrained=pretrained_fit(self.there.state),
            edits=edits,
            left_out=self.told.all_left_out(),
            runs=self.lab.runs,
            seconds=round(time.monotonic() - self.began, 1),
        )


def _lazy(names: tuple[str, ...], probe: Probe) -> str:
    those = ", ".join(names[:LAZY]) + (f" and {len(names) - LAZY} more" if len(names) > LAZY else "")
    given = " and ".join(shown(one.shape) for one in probe.inputs)
    return (
        f"other sizes of lazy layers: {those} got theirs from {given}, and the input contract is of a"
        " network made for that; another one with --input"
    )
