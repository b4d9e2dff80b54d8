"""fuzz run --engine ray, on three nodes that are processes of this machine.

The slowest part of the suite after the replay: three nodes, each of which imports torch.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fuzz.campaign.event import AnyEvent, Ended, Started
from fuzz.catalogue.store import write_all
from resnet_fuzz import Catalogue
from tests.cli.conftest import Run, plain_environment, refused, runner

SMALL = """
import fuzz.campaign.shard as shard
shard.CASES_PER_SHARD = 2
from fuzz.cli.app import main
main()
"""
"""The command with shards of two cases."""

CAMPAIGN = ("run", "--cases", 10, "--seed", 4, "--known", "known", "--json")
QUICK = {
    "health_check_period_ms": 300,
    "health_check_timeout_ms": 1000,
    "health_check_failure_threshold": 2,
}
"""How soon a node counts as lost; in earnest it takes half a minute."""


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The head and two more nodes, with a core each."""
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    for name in [name for name in os.environ if name.startswith("PYTEST_")]:
        monkeypatch.delenv(name)
    pytest.importorskip("ray", reason="needs Ray: pip install 'resnet-fuzz[ray]'")
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "memory": 2**32, "object_store_memory": 80 * 2**20}
    made = Cluster(
        initialize_head=True,
        head_node_args={**node, "include_dashboard": False, "_system_config": QUICK},
    )
    made.add_node(**node)
    made.add_node(**node)
    yield made
    made.shutdown()


@pytest.fixture
def known(tmp_path: Path) -> None:
    """The failures of the corpus but some: to shrink those takes the longest."""
    write_all((one for one in Catalogue() if one.signature.stage != "build"), tmp_path / "known")


@pytest.mark.slow
def test_the_catalogue_is_that_of_one_machine_though_a_node_was_lost(
    cluster: Any, known: None, tmp_path: Path
) -> None:
    alone = runner(tmp_path, ["-c", SMALL])(*CAMPAIGN, "--workers", 1, "--out", "alone")
    assert alone.returncode == 0, alone.stderr
    command = [*CAMPAIGN, "--engine", "ray", "--address", cluster.address, "--out", "together"]
    campaign = subprocess.Popen(
        [sys.executable, "-c", SMALL, *map(str, command)],
        cwd=tmp_path,
        env=plain_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    _lose_one_at_work(cluster, tmp_path / "together", campaign)
    stdout, stderr = campaign.communicate(timeout=120)
    assert (campaign.returncode, stderr) == (0, b"")
    summary = msgspec.json.decode(stdout)
    assert (summary["cases"], summary["workers"], summary["died"]) == (10, 3, 0)
    assert _files(tmp_path / "together" / "catalogue") == _files(tmp_path / "alone" / "catalogue")
    begun = [event.shard for event in _events(tmp_path / "together") if isinstance(event, Started)]
    assert set(begun) == {0, 1, 2, 3, 4}
    assert len(begun) > 5


def _lose_one_at_work(cluster: Any, out: Path, campaign: subprocess.Popen[bytes]) -> None:
    """Kill a node, though not the head, in the middle of a shard."""
    by_name = {node.node_id[:8]: node for node in cluster.worker_nodes}
    while campaign.poll() is None:
        events = _events(out)
        ended = {event.shard for event in events if isinstance(event, Ended)}
        for event in events:
            node = by_name.get(event.worker.partition("-")[0]) if isinstance(event, Started) else None
            if node is not None and event.shard not in ended:
                cluster.remove_node(node, allow_graceful=False)
                return
        time.sleep(0.05)


def _events(out: Path) -> list[AnyEvent]:
    path = out / "events.jsonl"
    lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    return [msgspec.json.decode(line, type=AnyEvent) for line in lines if line.endswith(b"\n")]


def _files(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_where_there_is_no_ray_it_is_said_how_to_get_it(tmp_path: Path) -> None:
    without = "import sys; sys.modules['ray'] = None; from fuzz.cli.app import main; main()"
    refused(
        runner(tmp_path, ["-c", without])("run", "--engine", "ray"), "pip install 'resnet-fuzz[ray]'"
    )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("here", "expected HOST:PORT"),
        ("127.0.0.1:99999", "expected HOST:PORT"),
        ("127.0.0.1:9", "nobody answers"),
    ],
)
def test_an_address_where_no_cluster_is(fuzz: Run, address: str, said: str) -> None:
    pytest.importorskip("ray", reason="needs Ray: pip install 'resnet-fuzz[ray]'")
    refused(fuzz("run", "--engine", "ray", "--address", address), f"--address {address}: ", said)
