"""The display of a campaign: each new failure as it is found, and the progress."""

import os
import time
from types import TracebackType

from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.table import Table

from fuzz.campaign.campaign import Budget
from fuzz.campaign.event import AnyEvent, Died, Met
from fuzz.campaign.progress import Progress, Summary
from fuzz.campaign.sweep import Swept
from fuzz.catalogue.entry import Entry
from fuzz.report.headline import headline
from fuzz.text import counted

BARS = " .:-=+*#%@"
WIDTH = 130
HEARTBEAT = 10.0
"""Seconds between two status lines where the output is not a terminal."""


class QuietConsole(Console):
    """A console that says no more once its reader has gone: what it tells of goes on all the same."""

    def on_broken_pipe(self) -> None:
        """Write to nowhere from now on. (Without this, rich would end the process.)"""
        self.quiet = True
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.file.fileno())
        os.close(nowhere)


class Terminal:
    """Prints to standard error: a live status on a terminal, a line now and then elsewhere."""

    def __init__(self, budget: Budget, *, quiet: bool) -> None:
        self.budget = budget
        self.console: Console = QuietConsole(stderr=True, quiet=quiet, highlight=False)
        self._live = Live(console=self.console, refresh_per_second=4, transient=True)
        self._interactive = self.console.is_terminal and not quiet
        self._began = self._spoke = time.time()
        self._shown = 0

    def __enter__(self) -> "Terminal":
        if self._interactive:
            self._live.start()
        self.console.print(
            f"fuzzing ResNet-50 on {self.budget.workers} workers, seed {self.budget.seed}"
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._interactive:
            self._live.stop()

    def on_event(self, event: AnyEvent, entry: Entry | None, progress: Progress) -> None:
        """Show an event; see `fuzz.campaign.campaign.Listener`."""
        if isinstance(event, Met) and len(progress.met) > self._shown:
            self._shown = len(progress.met)
            line = headline(event.finding, WIDTH)
            self.console.print(f"[bold]{self._shown:>4}[/] {escape(line)}", soft_wrap=True)
        if isinstance(event, Died):
            self.console.print(f"[red]worker {event.worker} died[/] in shard {event.shard}")
        if self._interactive:
            self._live.update(self._status(progress))
        elif time.time() - self._spoke > HEARTBEAT:
            self._spoke = time.time()
            self.console.print(self._status_line(progress))

    def _status(self, progress: Progress) -> Table:
        table = Table.grid(padding=(0, 2))
        table.add_row(
            "findings", "  ".join(f"{kind} {n}" for kind, n in sorted(progress.findings.items()))
        )
        times = list(progress.discovery())
        table.add_row("new over time", f"|{curve(times, time.time() - progress.began)}|")
        table.add_row("pairs tried", share(progress.coverage()))
        table.add_row("", self._status_line(progress))
        return table

    def _status_line(self, progress: Progress) -> str:
        spent = time.time() - self._began
        rate = progress.cases / spent if spent else 0.0
        line = (
            f"{progress.cases} cases, {rate:.1f}/s, {progress.combinations} combinations,"
            f" {len(progress.met)} distinct failures"
        )
        line += f" beside {len(progress.again)} known ones" if progress.known else ""
        if not self.budget.seconds and not self.budget.cases:
            return line
        if self.budget.seconds:
            return f"{line}, {max(0.0, self.budget.seconds - spent):.0f} s left"
        return f"{line}, {max(0, self.budget.cases - progress.cases)} cases left"

    def conclude(self, summary: Summary, out: object, known: str = "") -> None:
        """Print the summary: what was found, and where it is stored.

        ``known`` names the catalogue that the campaign was held against.
        """
        kinds = ", ".join(f"{number} {kind}" for kind, number in summary.entries.items())
        entries = sum(summary.entries.values())
        again, new = counted(summary.known, "known failure"), "new " if known else ""
        rate = f"{summary.cases_per_second} a second"
        lines = [
            "",
            f"{summary.cases} cases in {summary.seconds:.0f} s, {rate}, ended by {summary.stop_reason}",
            f"{summary.combinations} combinations with a loss and a target,"
            f" {summary.combinations_per_second:.0f} a second",
            *([f"{again} met again (of {known})"] if known else []),
            f"{counted(entries, f'{new}distinct failure')}: {kinds or 'none'}",
            f"{summary.causes} causes, {summary.proven} of them shrunk and proven",
            f"{summary.behind} failures were met behind another one, which had been mended",
            f"new over time |{curve(list(summary.discovery), summary.seconds)}|",
            f"pairs tried: {share(summary.coverage)}",
            f"still unseen: {summary.unseen.failures:.0f} failures at the least, by Chao's estimate;"
            f" the next 1000 cases are expected to show {1000 * summary.unseen.per_case:.0f}",
        ]
        if summary.unstable:
            lines.append(f"{len(summary.unstable)} more did not show again, and have no entry")
        if summary.unproven:
            lines.append(f"{len(summary.unproven)} more have no rule that is to blame, and no entry")
        if summary.cut_short:
            lines.append(
                f"{len(summary.cut_short)} were not yet shrunk and proven: they lie in {out}/unproven"
            )
        if summary.died:
            lines.append(f"{summary.died} workers died; the cases that they ran lie in {out}/died")
        lines.append(f"the catalogue is {out}/catalogue: fuzz list --catalogue {out}/catalogue")
        for line in lines:
            self.console.print(escape(line), soft_wrap=True)

    def conclude_sweep(self, swept: Swept) -> None:
        """Print the result of a sweep."""
        if swept.left:
            self.console.print(
                f"{swept.left} of {swept.there} cases are left: give the same command again"
            )
            return
        refused = swept.there - swept.summary.cases
        self.console.print(
            f"there is no other failure within these bounds: {swept.there} cases,"
            f" {refused} of them too large to try or unsafe",
            soft_wrap=True,
        )


def share(coverage: dict[str, tuple[int, int]]) -> str:
    """The share of each group of pairs that was tried."""
    return ", ".join(f"{group} {tried}/{there}" for group, (tried, there) in coverage.items())


def curve(times: list[float], span: float, width: int = 40) -> str:
    """The number of times in each of ``width`` equal parts of a span, as a row of characters."""
    counts = [0] * width
    for at in times:
        share = min(1.0, at / span) if span else 0.0
        counts[min(width - 1, int(width * share))] += 1
    most = max(counts) or 1
    return "".join(BARS[-(-count * (len(BARS) - 1) // most)] for count in counts)
