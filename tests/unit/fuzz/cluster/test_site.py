"""What a cluster has room for, and what a shard asks of it."""

from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from fuzz.campaign.shard import Plan
from fuzz.engine.cluster.engine import MEMORY, RayEngine
from fuzz.engine.cluster.nodes import in_words
from fuzz.engine.cluster.site import Cluster
from fuzz.error import FuzzError

PLAN = Plan(shards=())


def cluster(*nodes: dict[str, float], gpus: float = 0.0) -> Cluster:
    """A cluster of these nodes, the last of which is no longer there."""
    there = [{"Alive": node is not nodes[-1], "Resources": node} for node in nodes]
    made = Cluster("head:6379")
    made.__dict__["_ray"] = SimpleNamespace(nodes=lambda: there, cluster_resources=lambda: {"GPU": gpus})
    return made


def node(cores: float, shards: float) -> dict[str, float]:
    return {"CPU": cores, "memory": shards * MEMORY}


def test_a_node_has_room_for_as_many_shards_as_it_has_cores_and_memory() -> None:
    assert cluster(node(8, 20), node(8, 3.5), {"memory": 1e12}, node(64, 64)).capacity() == 11


def test_a_cluster_that_grows_when_asked_to_is_asked_for_one() -> None:
    assert cluster(node(0, 20), node(8, 8)).capacity() == 1


@pytest.mark.parametrize(
    ("device", "workers", "gpus", "share"),
    [
        ("cuda", 8, 2, 0.25),
        ("auto", 2, 8, 1.0),
        ("auto", 3, 1, 0.3333),
        ("auto", 4, 0, 0),
        ("cpu", 2, 8, 0),
    ],
)
def test_gpus_are_shared_where_they_are_wanted(
    device: str, workers: int, gpus: float, share: float
) -> None:
    asked: dict[str, Any] = RayEngine(None, workers, gpus).resources(replace(PLAN, device=device))
    assert (asked["CPU"], asked["memory"], asked.get("GPU", 0)) == (1, MEMORY, share)


def test_what_a_shard_asks_for_is_told_in_words() -> None:
    assert in_words({"CPU": 1, "memory": MEMORY}) == "1 cores, 2 GiB of memory"
    assert in_words({"GPU": 0.25, "node:head": 1.0}) == "0.25 GPUs"


def test_a_gpu_that_is_wanted_has_to_be_in_the_cluster() -> None:
    assert cluster(node(1, 1), gpus=1.0).engine("cuda", 3).workers == 3
    assert cluster(node(1, 1)).engine("auto", None).workers == 1
    with pytest.raises(FuzzError, match="the cluster has no GPU; use --device cpu or auto"):
        cluster(node(1, 1)).engine("cuda", None)
