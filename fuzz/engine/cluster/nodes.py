"""Nodes: the calls of Ray, and nothing else: a board at the head, and tasks on the nodes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, cast
from uuid import uuid4

from msgspec.structs import replace

from fuzz.campaign.shard import Plan
from fuzz.engine.cluster.board import Board
from fuzz.engine.cluster.queue import Try
from fuzz.engine.cluster.task import Far, carry_out, tidy_up, versions
from fuzz.engine.trace import Left
from fuzz.error import FuzzError

HEAD = "node:__internal_head__"
"""What the head of a cluster has, and no other node: a resource, in the words of Ray."""

OPTIONS = {"CPU": "num_cpus", "GPU": "num_gpus", "memory": "memory"}
"""What the options of a task call each resource."""


class Over(NamedTuple):
    """A try that has come to its end: with an ``error`` of the tool, or because a worker ``died``."""

    tried: Try
    error: Exception | None = None
    died: bool = False


class Nodes:
    """The nodes of a cluster at work on one plan, each shard with these ``resources``.

    What was started here ends with this process: nothing is detached.
    """

    def __init__(self, ray: Any, plan: Plan, resources: dict[str, float]) -> None:
        self._ray, self._plan, self._resources = ray, replace(plan, shards=()), resources
        self._options = {OPTIONS[name]: number for name, number in resources.items()}
        self._run = uuid4().hex[:12]
        self._running: dict[Any, Try] = {}
        self._carry_out = ray.remote(max_retries=0, max_calls=0)(carry_out)
        self._tidy_up = ray.remote(max_retries=0, num_cpus=0)(tidy_up)
        options = {"num_cpus": 0, "resources": {HEAD: 0.001}, "name": f"fuzz-{self._run}"}
        self._actor = ray.remote(Board).options(**options).remote(self._plan)
        self.board = cast(Board, Far(self._actor))

    def __len__(self) -> int:
        return len(self._running)

    def submit(self, one: Try) -> None:
        """Have a shard tried."""
        options = {**self._options, "name": f"shard-{one.shard.index}", **self._on(one.node, True)}
        arguments = (self._actor, one.attempt, self._plan, one.shard, self._run, versions())
        self._running[self._carry_out.options(**options).remote(*arguments)] = one

    def over(self, seconds: float) -> list[Over]:
        """The tries that come to their end within some seconds."""
        references = list(self._running)
        done, _ = self._ray.wait(references, num_returns=len(references), timeout=seconds)
        return [self._over(reference) for reference in done]

    def _over(self, reference: Any) -> Over:
        errors, tried = self._ray.exceptions, self._running.pop(reference)
        try:
            self._ray.get(reference)
        except errors.RayTaskError as error:
            return Over(tried, error=error.cause if isinstance(error.cause, FuzzError) else error)
        except errors.RayError:
            return Over(tried, died=True)
        return Over(tried)

    def cancel(self) -> None:
        """Kill the workers."""
        for reference in self._running:
            self._ray.cancel(reference, force=True)

    def left(self, nodes: Iterable[str], seconds: float) -> Iterator[Left]:
        """What workers have left that died on these nodes, as far as those answer in time."""
        there = self.alive()
        asked = [
            self._tidy_up.options(**self._on(node, False)).remote(self._run)
            for node in sorted(nodes)
            if node in there
        ]
        done, _ = self._ray.wait(asked, num_returns=len(asked), timeout=seconds) if asked else ((), ())
        for reference in done:
            try:
                yield from self._ray.get(reference)
            except self._ray.exceptions.RayError:
                continue  # the node was lost meanwhile

    def alive(self) -> set[str]:
        """The nodes that are there, as far as the head knows."""
        return {node["NodeID"] for node in self._ray.nodes() if node["Alive"]}

    def waits_for(self) -> str:
        """What to say where no shard begins."""
        asked, free = in_words(self._resources), in_words(self._ray.available_resources())
        return f"no shard has begun yet: each asks for {asked}; free in the cluster: {free or 'nothing'}"

    def _on(self, node: str, soft: bool) -> dict[str, Any]:
        """Options for a task on a certain node, or where that is gone and it is ``soft``, on another."""
        if not node:
            return {}
        affinity = self._ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy
        return {"scheduling_strategy": affinity(node, soft=soft)}


def in_words(resources: Mapping[str, float]) -> str:
    """Those of the resources that shards ask for, in the words of people."""
    units = {"CPU": (1, "cores"), "GPU": (1, "GPUs"), "memory": (2**30, "GiB of memory")}
    return ", ".join(
        f"{resources[name] / unit:.3g} {words}"
        for name, (unit, words) in units.items()
        if name in resources
    )
