"""What runs on the nodes of a cluster: one try of a shard, and a last look at what workers have left."""

import os
import shutil
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any, cast

from fuzz.campaign.shard import Plan, Shard
from fuzz.engine.claims import ClaimRule
from fuzz.engine.cluster.board import Attempt, Board
from fuzz.engine.cluster.port import BoardPort
from fuzz.engine.look import seats_for
from fuzz.engine.seat import take
from fuzz.engine.trace import Left, take_left
from fuzz.error import FuzzError

PACKAGES = ("resnet-fuzz", "torch", "torchvision")
"""What has to be the same everywhere, for the catalogue to be that of one machine."""


def carry_out(actor: Any, attempt: Attempt, plan: Plan, shard: Shard, run: str, wanted: str) -> None:
    """Try a shard of a run on this node. ``plan`` is without its shards.

    Raises `FuzzError` where the versions are not those that are ``wanted``.
    """
    import ray

    node = ray.get_runtime_context().get_node_id()
    if versions() != wanted:
        raise FuzzError(
            f"node {node[:8]} has {versions()}, and the command {wanted}; install the same on both"
        )
    board = cast(Board, Far(actor))
    board.begin(attempt, node)
    device = take(seats_for(plan.device, 1).seats[0])
    from fuzz.engine.worker import Worker

    directory = _place(run, node)
    directory.mkdir(mode=0o700, exist_ok=True)
    name = f"{node[:8]}-{os.getpid()}"
    port = BoardPort(board, attempt, ClaimRule.of(plan), directory, name)
    Worker(name, device, plan, port).carry_out(shard)
    port.exchange()


def tidy_up(run: str) -> list[Left]:
    """Take what workers of a run that died on this node have left, and leave nothing."""
    import ray

    directory = _place(run, ray.get_runtime_context().get_node_id())
    left = list(take_left(directory))
    shutil.rmtree(directory, ignore_errors=True)
    return left


def versions() -> str:
    """The versions of `PACKAGES` here, without what a build is for (``+cpu``)."""
    return ", ".join(f"{name} {_version(name)}" for name in PACKAGES)


def _version(name: str) -> str:
    try:
        return metadata.version(name).partition("+")[0]
    except metadata.PackageNotFoundError:  # it runs from a checkout
        return "of a checkout"


def _place(run: str, node: str) -> Path:
    """Where the workers of one node leave what they are at: nodes may share a machine."""
    return Path(tempfile.gettempdir()) / f"fuzz-{run}-{node}"


class Far:
    """An object in an actor of Ray, each call of which waits for its answer."""

    def __init__(self, actor: Any) -> None:
        self._actor = actor

    def __getattr__(self, name: str) -> Any:
        import ray

        return lambda *arguments: ray.get(getattr(self._actor, name).remote(*arguments))
