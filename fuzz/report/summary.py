"""What a campaign has come to, in lines of text."""

from collections.abc import Iterable, Iterator, Mapping

from fuzz.campaign.gate import Gate, Standing
from fuzz.campaign.standing import Stand
from fuzz.campaign.summary import Summary
from fuzz.campaign.sweep import Swept
from fuzz.report.curve import curve
from fuzz.report.headline import entry_headline
from fuzz.report.legend import KINDS
from fuzz.text import counted, printable
from strategies.network.imported import is_own
from strategies.network.models import DEFAULT


def summary_lines(summary: Summary, out: object, known: str = "", subject: str = DEFAULT) -> list[str]:
    """What was found of a ``subject``, and where it is; ``known`` names what it was held against.

    Nothing is said of what there is none of, but for failures.
    """
    named = f" --subject {subject}" if is_own(subject) else ""
    cases, seconds = counted(summary.cases, "case"), f"{summary.seconds:.0f} s"
    combinations = counted(summary.combinations, "combination")
    rate = f"{summary.combinations_per_second:,.0f} a second"
    met = counted(summary.known, "known failure")
    lines = [
        f"{cases} (a network and its input) in {seconds}, {summary.cases_per_second} a second,"
        f" ended by {summary.stop_reason}",
        *(
            [f"{combinations} of a case with a loss and a target, {rate}"]
            if summary.combinations
            else []
        ),
        *([f"{met} met again (of {known})"] if known and summary.known else []),
        *_failures(summary, "new " if known else ""),
        *_discovery(summary, seconds),
        f"pairs of things that were tried together: {share(summary.coverage)}",
        *_unseen(summary),
        *_left_out(summary, out),
        f"the catalogue is {out}/catalogue: fuzz list --catalogue {out}/catalogue{named}",
    ]
    return [printable(line) for line in lines]


def _failures(summary: Summary, new: str) -> Iterator[str]:
    """How many failures there are, of which kinds, and what they come of."""
    number = sum(summary.entries.values())
    if not number:
        yield f"no {new}failure"
        return
    causes, proven = counted(summary.causes, "cause"), summary.proven
    shrunk = "" if proven == summary.causes else f", {proven} of them" if proven else ", none yet"
    yield f"{counted(number, f'{new}distinct failure')} of {causes}{shrunk} shrunk and proven"
    wide = max(len(str(number)) for number in summary.entries.values())
    for kind, many in summary.entries.items():
        yield f"  {many:>{wide}} {kind:9} {KINDS.get(kind, '')}".rstrip()  # type: ignore[call-overload]
    if summary.behind:
        yield f"  {summary.behind} of them came to light behind another failure, once that was mended"


def _discovery(summary: Summary, seconds: str) -> list[str]:
    if not summary.discovery:
        return []
    times = curve(list(summary.discovery), summary.seconds)
    return [f"new over time |{times}| from 0 to {seconds}, the denser the more"]


def _unseen(summary: Summary) -> list[str]:
    if summary.unseen is None:
        return []
    least = round(summary.unseen.failures)
    failures = f"{counted(least, 'failure')} at the least" if least else "hardly a failure"
    coming = round(1000 * summary.unseen.per_case)
    more = f"; the next 1000 cases are expected to show {coming}" if coming else ""
    return [f"still unseen: {failures}, by Chao's estimate{more}"]


def _left_out(summary: Summary, out: object) -> list[str]:
    said = (
        (len(summary.unstable), "that did not show again, so there is no entry"),
        (len(summary.unproven), "for which no rule is to blame, so there is no entry"),
        (len(summary.cut_short), f"not yet shrunk and proven, in {out}/unproven"),
    )
    lines = [f"{counted(number, 'failure')} {what}" for number, what in said if number]
    died = f"{counted(summary.died, 'worker')} died; what was run then is in {out}/died"
    return [*lines, *([died] if summary.died else [])]


WORDS = {
    "new": "",
    "changed": "known, but not like this",
    "reworded": "known, in other words",
    "known": "",
}
"""What it means how a cause stands, where the word does not say it."""


def standing_lines(standing: Standing, shown: Iterable[Stand], gate: Gate) -> list[str]:
    """How the causes that were met stand to what was known: their numbers, some of them in a line each,
    and how many make the run fail."""
    failing = counted(len(standing.failing), "cause")
    there = {word: len(getattr(standing, word)) for word in WORDS}
    counts = [
        f"{n} {word}{f' ({WORDS[word]})' if WORDS[word] else ''}" for word, n in there.items() if n
    ]
    counts += [f"{len(standing.not_met)} known and not met"] if standing.not_met else []
    lines = [
        *([f"causes: {', '.join(counts)}"] if counts else []),
        *(_stand_line(stand, gate) for stand in shown),
        *(
            [f"{failing} to fail for (--fail-on {','.join(sorted(gate.fail_on))})"]
            if standing.failing
            else []
        ),
    ]
    return [printable(line) for line in lines]


def _stand_line(stand: Stand, gate: Gate) -> str:
    expired = gate.expired(stand)
    note = (
        "accepted, "
        if gate.accepts(stand)
        else f"accepted until {expired.until} and no longer, "
        if expired
        else ""
    )
    what = f"{stand.change}: " if stand.change else ""
    return f"{stand.status.upper():8} {stand.cause}  {note}{what}{entry_headline(stand.variants[0])}"


def sweep_line(swept: Swept) -> str:
    """The result of a sweep."""
    if swept.left:
        return f"{swept.left} of {counted(swept.there, 'case')} left: give the same command again"
    refused = swept.there - swept.summary.cases
    large = f", {refused} of them too large to try" if refused else ""
    return f"there is no other failure within these bounds: {counted(swept.there, 'case')}{large}"


def share(coverage: Mapping[str, tuple[int, int]]) -> str:
    """The share of each group of pairs that was tried."""
    return ", ".join(f"{group} {tried} of {there}" for group, (tried, there) in coverage.items())
