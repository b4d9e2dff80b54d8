"""The display of a campaign: each new failure as it is found, and the progress."""

import os
import time
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.table import Table

from fuzz.campaign.campaign import Budget
from fuzz.campaign.event import AnyEvent, Died, Met
from fuzz.campaign.progress import Progress
from fuzz.catalogue.entry import Entry
from fuzz.report.curve import curve
from fuzz.report.headline import headline
from fuzz.report.summary import share
from fuzz.text import counted, printable
from strategies.network.models import title

WIDTH = 130
HEARTBEAT = 10.0
"""Seconds between two status lines where the output is not a terminal."""


class QuietConsole(Console):
    """A console that says no more once its reader has gone, or there is no room for what it says.

    What it tells of goes on all the same.
    """

    def print(self, *objects: Any, **options: Any) -> None:
        """See `rich.console.Console.print`."""
        try:
            super().print(*objects, **options)
        except OSError:
            self.quiet = True

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
        self._spoke = time.time()
        self._shown = 0

    def __enter__(self) -> "Terminal":
        if self._interactive:
            self._live.start()
        self.console.print(
            f"fuzzing {title(self.budget.subject)} on {counted(self.budget.workers, 'worker')},"
            f" seed {self.budget.seed}; a line for each failure: what is said  [kind, stage, rule]",
            markup=False,
            soft_wrap=True,
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
            self.console.print(self._status_line(progress), soft_wrap=True)

    def _status(self, progress: Progress) -> Table:
        table = Table.grid(padding=(0, 2))
        table.add_row(
            "findings",
            "  ".join(f"{escape(printable(kind))} {n}" for kind, n in sorted(progress.findings.items())),
        )
        times = list(progress.discovery())
        table.add_row("new over time", f"|{curve(times, time.time() - progress.began)}|")
        table.add_row("pairs tried", share(progress.coverage()))
        table.add_row("", self._status_line(progress))
        return table

    def _status_line(self, progress: Progress) -> str:
        spent = time.time() - progress.began
        rate = progress.cases / spent if spent else 0.0
        line = (
            f"{counted(progress.cases, 'case')}, {rate:.1f}/s,"
            f" {counted(progress.combinations, 'combination')},"
            f" {counted(len(progress.met), 'distinct failure')}"
        )
        known = counted(len(progress.again), "known one")
        line += f" beside {known}" if progress.again else ""
        if not self.budget.seconds and not self.budget.cases:
            return line
        if self.budget.seconds:
            return f"{line}, {max(0.0, self.budget.seconds - spent):.0f} s left"
        return f"{line}, {counted(max(0, self.budget.cases - progress.cases), 'case')} left"
