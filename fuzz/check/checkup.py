"""checkup(): everything that is looked at in a network, in the order of what matters most."""

import time
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from fuzz.check.bound.contract import InputContract, find_contract
from fuzz.check.fault import LOOKS
from fuzz.check.finding import Finding, failure
from fuzz.check.guess import Description, Tried, working_input
from fuzz.check.lab import Lab
from fuzz.check.probe import Probe, Raised, Returned, Seen, unlossed
from fuzz.check.result import Checked

SECONDS = 60.0
"""How long a network is checked."""

MENDED = 5
"""How many faults are mended in turn, to look behind them."""

Listener = Callable[[str], None]
"""Called with what is looked at next."""


def checkup(
    lab: Lab,
    there: Description,
    *,
    name: str,
    probe: Probe | None = None,
    seconds: float = SECONDS,
    listen: Listener = lambda _: None,
) -> Checked:
    """Check a network, on the input of a ``probe`` or on one that is found. Looks that time leaves out
    are named."""
    return _Checkup(lab, name, time.monotonic() + seconds, listen).done(there, probe)


class _Counted:
    """A lab that counts its probes."""

    def __init__(self, lab: Lab) -> None:
        self.lab, self.probes = lab, set[Probe]()

    def see(self, probe: Probe) -> Seen:
        self.probes.add(probe)
        return self.lab.see(probe)


class _Checkup:
    def __init__(self, lab: Lab, name: str, deadline: float, listen: Listener) -> None:
        self.lab, self.name, self.deadline, self.listen = _Counted(lab), name, deadline, listen
        self.findings: list[Finding] = []
        self.left_out: list[str] = []
        self.unlooked: list[str] = []
        self.began = time.monotonic()

    def done(self, there: Description, probe: Probe | None) -> Checked:
        self.listen("an ordinary input")
        tried = self._tried(there, probe)
        tried = self._mended(tried)
        if not isinstance(tried.seen, Returned):
            self.left_out.append("all else, since no input is known that it takes")
            return self._checked(tried.probe, None, {})
        for name, look in LOOKS.items():
            if self._has_time(name):
                self.listen(name)
                self._add(look(self.lab, tried.probe))
        contract = None
        if self._has_time("the input contract"):
            self.listen("the input contract")
            contract = find_contract(self.lab, unlossed(tried.probe))
        outputs = {at: one.shape for at, one in tried.seen.outputs.items()}
        return self._checked(tried.probe, contract, outputs)

    def _tried(self, there: Description, probe: Probe | None) -> Tried:
        if probe is None:
            return working_input(self.lab, there)
        return Tried(probe, self.lab.see(unlossed(probe)))

    def _mended(self, tried: Tried) -> Tried:
        """What comes of it after the faults that an ordinary input shows are mended in turn."""
        for _ in range(MENDED):
            if not isinstance(tried.seen, Raised):
                break
            found = failure(tried.seen, tried.probe, "with an ordinary input, in eval mode", self.lab)
            self.findings.append(found)
            if found.change is None:
                break
            probe = replace(tried.probe, changes=(*tried.probe.changes, found.change))
            tried = Tried(probe, self.lab.see(unlossed(probe)))
        return tried

    def _add(self, found: Iterator[Finding]) -> None:
        """Add findings, but for those that are the same, or at a line that one is about already."""
        for one in found:
            if not any(_is_same(one, other) for other in self.findings):
                self.findings.append(one)

    def _has_time(self, name: str) -> bool:
        if time.monotonic() < self.deadline:
            return True
        self.unlooked.append(name)
        return False

    def _checked(
        self, probe: Probe, contract: InputContract | None, outputs: dict[str, tuple[int, ...]]
    ) -> Checked:
        return Checked(
            name=self.name,
            probe=probe,
            findings=tuple(self.findings),
            contract=contract,
            outputs=outputs,
            left_out=(*self.left_out, *_untimely(self.unlooked)),
            runs=len(self.lab.probes),
            seconds=round(time.monotonic() - self.began, 1),
        )


def _untimely(names: list[str]) -> list[str]:
    return [f"for lack of time, {', '.join(names)}"] if names else []


def _is_same(one: Finding, other: Finding) -> bool:
    """Whether two findings are one: of the same name and site, or about the same line."""
    if one.place is not None and one.place == other.place:
        return True
    return (one.name, one.site, one.text) == (other.name, other.site, other.text)
