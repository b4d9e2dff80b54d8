"""Gathered: what a check has found so far, and what it could not look at."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from fuzz.check.finding import KINDS, Finding, LeftOut
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Died, Escaped, Seen
from fuzz.check.running.lab import NoTime, Timed
from fuzz.execution.named.place import Place


class Gathered:
    """Findings, each once, with the line that made their module where they have no other.

    ``left_out`` says what was not looked at, ``untimely`` what there was no time for.
    """

    def __init__(self, lab: Timed, made: Mapping[str, Place]) -> None:
        self.lab, self.made = lab, made
        self.findings: list[Finding] = []
        self.left_out: list[str] = []
        self.untimely: list[str] = []

    def take(self, name: str, found: Iterator[Finding | LeftOut]) -> None:
        """Take what a look finds, as far as there is time."""
        try:
            for one in found:
                self.add(one) if isinstance(one, Finding) else self.left_out.append(one.what)
        except NoTime:
            self.untimely.append(name)
        for probe, seen in self.lab.unusual():
            self.unusual(name, seen, probe)

    def unusual(self, name: str, seen: Seen, probe: Probe | None = None) -> None:
        """Tell of a run that ended its process, or told nothing."""
        match seen:
            case Died(slow=True):
                self.left_out.append(f"{name}: a run {seen.how}")
            case Died() if probe is not None:
                text = f"a run {seen.how}"
                self.add(Finding(kind="fails", name="died", text=text, when=f"for {name}", probe=probe))
            case Escaped():
                place = f" ({seen.place})" if seen.place is not None else ""
                self.left_out.append(f"{name}: {seen.exception}: {seen.message}{place}")

    def add(self, one: Finding) -> None:
        """Add a finding, but for one that is the same, or at a line that another is about already."""
        if one.place is None:
            one = replace(one, place=self.made.get(one.site))
        if not any(_is_same(one, other) for other in self.findings):
            self.findings.append(one)

    def by_kind(self) -> tuple[Finding, ...]:
        """The findings, what fails first."""
        return tuple(sorted(self.findings, key=lambda one: KINDS.index(one.kind)))

    def all_left_out(self) -> tuple[str, ...]:
        """What was not looked at, and why."""
        return (*dict.fromkeys(self.left_out), *self._untimely())

    def _untimely(self) -> list[str]:
        if not self.untimely:
            return []
        those, seconds = "; ".join(dict.fromkeys(self.untimely)), self.lab.seconds
        return [
            f"for lack of time, after {seconds:g} s, not tried or not to the end: {those}. More time:"
            f" --time {2 * seconds:g}s, or seconds={2 * seconds:g} in a test"
        ]


def _is_same(one: Finding, other: Finding) -> bool:
    """Whether two findings are one: of the same name and site, or about the same line."""
    if one.place is not None and one.place == other.place:
        return True
    return (one.name, one.site, one.text) == (other.name, other.site, other.text)
