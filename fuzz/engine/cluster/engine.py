"""RayEngine: carries out a plan on a cluster that has been joined."""

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fuzz.campaign.event import AnyEvent
from fuzz.campaign.shard import Plan
from fuzz.engine.cluster.nodes import Nodes
from fuzz.engine.cluster.supervision import Supervision
from fuzz.error import FuzzError

MEMORY = 2 * 2**30
"""Bytes of memory that a shard asks for: what its process takes."""


@dataclass
class RayEngine:
    """Spreads shards over a cluster that ``ray`` has joined, ``workers`` at once; ``gpus`` are in it."""

    ray: Any
    workers: int
    gpus: float

    def run(self, plan: Plan, workspace: Path, on_event: Callable[[AnyEvent], None]) -> None:
        """See `fuzz.engine.protocol.Engine`. Raises `FuzzError` where a shard fails that should not, or
        the head is lost.

        Nothing is written to ``workspace``: what happens is on the board. In the end, the cluster is
        left.
        """
        with redirect_stdout(io.StringIO()):  # where Ray tells of each worker that dies
            try:
                nodes = Nodes(self.ray, plan, self.resources(plan))
                Supervision(nodes, plan, self.workers, on_event).carry_out()
            except self.ray.exceptions.RayActorError as error:
                said = str(error).strip().rpartition("\n")[2]
                raise FuzzError(
                    f"the head runs nothing (is resnet-fuzz installed there?): {said}"
                ) from None
            finally:
                self.ray.shutdown()

    def resources(self, plan: Plan) -> dict[str, float]:
        """What each shard asks for: a core, memory, and its share of the GPUs where they are wanted."""
        share = min(1.0, int(1e4 * self.gpus / self.workers) / 1e4)
        gpus = {"GPU": share} if plan.device != "cpu" and share else {}
        return {"CPU": 1, "memory": MEMORY, **gpus}
