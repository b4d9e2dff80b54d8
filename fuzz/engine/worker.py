"""Worker: carries out shards in this process, whatever engine handed them to it."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Protocol

from fuzz.cache.place import directory
from fuzz.campaign.autopsy import culprit
from fuzz.campaign.context import BACKLOG, ShardContext
from fuzz.campaign.event import AnyEvent, Condemned
from fuzz.campaign.event import Died as WorkerDied
from fuzz.campaign.shard import Plan, Shard
from fuzz.campaign.work import work
from fuzz.engine.guard import Guard
from fuzz.engine.trace import Left, Trace
from fuzz.engine.watch import Unwatched, Watch
from fuzz.execution import garbage, heap, kept, pulse, shipped
from fuzz.execution.accelerator import is_accelerator
from fuzz.execution.library import own
from fuzz.execution.limits import limit_memory, no_core_files
from fuzz.execution.outcome import Died
from fuzz.execution.runner.child import Child
from fuzz.execution.threads import one_thread
from strategies.case import Case

MEMORY = 8 * 2**30
"""How many bytes of address space a worker may add to what it has when it begins a shard. On an
accelerator there is no such bound: CUDA reserves more addresses than a machine has memory."""

LOST = 70
"""The exit status of a worker whose accelerator is lost."""


class Port(Protocol):
    """What a worker needs of its engine: how it speaks to the campaign and to other workers."""

    def emit(self, event: AnyEvent) -> None:
        """Emit an event."""

    def claim(self, name: str, shard: int) -> bool:
        """See `fuzz.campaign.context.ShardContext.claim`."""

    def is_claimed(self, name: str, shard: int) -> bool:
        """See `fuzz.campaign.context.ShardContext.is_claimed`."""

    def settle(self, name: str, shard: int) -> None:
        """See `fuzz.campaign.context.ShardContext.settle`."""

    def forgo(self, shard: int) -> None:
        """Give up what a shard has claimed and not settled, so that it can be carried out anew."""

    def stop(self) -> None:
        """End the campaign."""

    def stopped(self) -> bool:
        """Whether the campaign is to end."""

    def condemn(self, case: Case, died: Died) -> None:
        """Tell all workers that a case ends the process that runs it."""

    def fates(self) -> Iterator[tuple[Case, Died]]:
        """The cases that were condemned since it was last asked, and how each ends its process."""

    def trace(self, shard: int) -> Trace:
        """Where the cases of a shard are noted."""

    def take_left(self, shard: int) -> Iterator[Left]:
        """What workers that died have left in a shard, and nobody has looked at; others' too, where they
        would not be looked at otherwise."""


@dataclass
class Worker:
    """One process that carries out shards, one after the other."""

    name: str
    device: str
    plan: Plan
    port: Port
    now: Callable[[], float] = field(default=time.time)
    inherited: list[tuple[Case, Died]] = field(default_factory=list)
    """What has ended a process in a later shard than it was drawn in, which is over by then."""

    def carry_out(self, shard: Shard) -> None:
        """Find out what ended workers in it before; then carry out a shard."""
        if self.is_over():
            return
        self._make_ready()
        for left in self.port.take_left(shard.index):
            self._examine(left)
        self._work(shard)

    def _make_ready(self) -> None:
        """One thread, its garbage tended, and an end where nothing that is run would tell anything."""
        one_thread()
        garbage.tend()
        heap.give_back_large()
        own.receive(self.plan.granted)
        if self.plan.cache:
            kept.keep_in(directory(), shipped.results)
        if not is_accelerator(self.device):
            limit_memory(MEMORY)
            return
        no_core_files()
        if pulse.pulse is None:
            pulse.attend(self.device, _leave)

    @cached_property
    def child(self) -> Child:
        """Where cases are run that end their process."""
        return Child(self.device, seconds=self.plan.case_seconds)

    def _examine(self, left: Left) -> None:
        """Condemn the case that ended a worker, or tell that none of its last ones does so alone."""
        found = culprit(left.cases, self.child) or culprit(left.pairings, self.child)
        if found is not None:
            self._condemn(left.shard, *found)
            if found[0] in left.earlier:
                self.inherited.append(found)
            return
        last = left.cases[-1] if left.cases else None
        self.port.emit(WorkerDied(at=self.now(), shard=left.shard, worker=left.worker, case=last))

    def _condemn(self, shard: int, case: Case, died: Died) -> None:
        """Tell the other workers, and those of a run that goes on with this one."""
        self.port.condemn(case, died)
        self.port.emit(Condemned(at=self.now(), shard=shard, case=case, died=died))

    def _work(self, shard: Shard) -> None:
        if not shard.seconds:
            self.port.forgo(shard.index)  # a worker may have died in it before
        trace, watch = self.port.trace(shard.index), Watch(self.plan.case_seconds)
        child = Unwatched(self.child, watch)
        condemn = partial(self._condemn, shard.index)
        guard = Guard(self.port.fates, condemn, child, trace, watch, self.plan.suspects)
        context = ShardContext(
            worker=self.name,
            device=self.device,
            emit=self.port.emit,
            is_claimed=self.port.is_claimed,
            claim=self.port.claim,
            settle=self.port.settle,
            stop=self.port.stop,
            stopped=self.is_over,
            running=guard.running,
            pairing=guard.pairing,
            fate=guard.fate,
            condemn=guard.condemn,
            child=child,
            inherited=tuple(self.inherited),
            backlog=BACKLOG,
            known=frozenset(self.plan.known),
            tried=frozenset(self.plan.tried),
            past_deadline=self._is_past_deadline,
            late=self._is_late,
        )
        try:
            work(shard, context)
        except Exception as error:
            pulse.feel(error)
            raise
        finally:
            watch.end()
        trace.end()

    def is_over(self) -> bool:
        """Whether nothing more is to be looked for."""
        return self.port.stopped() or self.plan.is_over(self.now(), idle=not BACKLOG)

    def _is_past_deadline(self) -> bool:
        return self.port.stopped() or self._is_late()

    def _is_late(self) -> bool:
        return self.plan.finish > 0 and self.now() >= self.plan.finish


def _leave() -> None:
    """End this process at once, as a crash does: another examines what it was at, and begins anew."""
    os._exit(LOST)
