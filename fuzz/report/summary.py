"""What a campaign has come to, in lines of text."""

from collections.abc import Iterable, Mapping

from fuzz.campaign.gate import Gate, Standing
from fuzz.campaign.standing import Stand
from fuzz.campaign.summary import Summary
from fuzz.campaign.sweep import Swept
from fuzz.report.curve import curve
from fuzz.report.headline import entry_headline
from fuzz.text import counted, printable
from strategies.network.imported import is_own
from strategies.network.models import DEFAULT


def summary_lines(summary: Summary, out: object, known: str = "", subject: str = DEFAULT) -> list[str]:
    """What was found of a ``subject``, and where it is; ``known`` names what it was held against."""
    named = f" --subject {subject}" if is_own(subject) else ""
    kinds = ", ".join(f"{number} {kind}" for kind, number in summary.entries.items())
    entries, new = sum(summary.entries.values()), "new " if known else ""
    rate = f"{summary.cases_per_second} a second"
    lines = [
        f"{summary.cases} cases in {summary.seconds:.0f} s, {rate}, ended by {summary.stop_reason}",
        f"{summary.combinations} combinations with a loss and a target,"
        f" {summary.combinations_per_second:.0f} a second",
        *([f"{counted(summary.known, 'known failure')} met again (of {known})"] if known else []),
        f"{counted(entries, f'{new}distinct failure')}: {kinds or 'none'}",
        f"{summary.causes} causes, {summary.proven} of them shrunk and proven",
        f"{summary.behind} failures were met behind another one, which had been mended",
        f"new over time |{curve(list(summary.discovery), summary.seconds)}|",
        f"pairs tried: {share(summary.coverage)}",
        *_unseen(summary),
        *_left_out(summary, out),
        f"the catalogue is {out}/catalogue: fuzz list --catalogue {out}/catalogue{named}",
    ]
    return [printable(line) for line in lines]


def _unseen(summary: Summary) -> list[str]:
    if summary.unseen is None:
        return []
    return [
        f"still unseen: {summary.unseen.failures:.0f} failures at the least, by Chao's estimate;"
        f" the next 1000 cases are expected to show {1000 * summary.unseen.per_case:.0f}"
    ]


def _left_out(summary: Summary, out: object) -> list[str]:
    said = (
        (len(summary.unstable), "more did not show again, and have no entry"),
        (len(summary.unproven), "more have no rule that is to blame, and no entry"),
        (len(summary.cut_short), f"were not yet shrunk and proven: they lie in {out}/unproven"),
        (summary.died, f"workers died; the cases that they ran lie in {out}/died"),
    )
    return [f"{number} {what}" for number, what in said if number]


def standing_lines(standing: Standing, shown: Iterable[Stand], gate: Gate) -> list[str]:
    """How the causes that were met stand to what was known: their numbers, some of them in a line each,
    and how many make the run fail."""
    failing = counted(len(standing.failing), "cause")
    lines = [
        f"causes: {len(standing.new)} new, {len(standing.changed)} changed, {len(standing.reworded)}"
        f" reworded, {len(standing.known)} known, {len(standing.not_met)} not met",
        *(_stand_line(stand, gate) for stand in shown),
        *([f"--fail-on {','.join(sorted(gate.fail_on))}: {failing}"] if standing.failing else []),
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
        return f"{swept.left} of {swept.there} cases are left: give the same command again"
    refused = swept.there - swept.summary.cases
    return (
        f"there is no other failure within these bounds: {swept.there} cases,"
        f" {refused} of them too large to try"
    )


def share(coverage: Mapping[str, tuple[int, int]]) -> str:
    """The share of each group of pairs that was tried."""
    return ", ".join(f"{group} {tried}/{there}" for group, (tried, there) in coverage.items())
