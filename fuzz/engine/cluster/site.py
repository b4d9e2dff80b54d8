"""A cluster of Ray as a place for shards: how it is joined, and what it has room for."""

import os
import socket
from functools import cached_property
from typing import Any

from fuzz.engine.cluster.engine import MEMORY, RayEngine
from fuzz.engine.protocol import Engine
from fuzz.error import FuzzError

NOT_INSTALLED = "--engine ray: Ray is not installed; pip install 'resnet-fuzz[ray]'"

ANSWER = 5.0
"""Seconds that the head may take to answer. Ray itself waits for minutes, and says so at length."""

STORE = 80 * 2**20
"""Bytes for objects that processes of this machine share: next to none of ours are such."""

HERE = "local"


class Cluster:
    """A cluster of Ray as a `fuzz.engine.protocol.Site`, joined when something is asked of it.

    ``address`` is HOST:PORT of its head, or auto for the one that this machine is part of; without one
    it is that in RAY_ADDRESS, or else a cluster of this machine alone, which ends with this process.
    """

    def __init__(self, address: str | None) -> None:
        self.address = address or os.environ.get("RAY_ADDRESS") or HERE

    def engine(self, device: str, workers: int | None) -> Engine:
        """See `fuzz.engine.protocol.Site`."""
        gpus = self._gpus()
        if device not in ("auto", "cpu") and not gpus:
            raise FuzzError(f"--device {device}: the cluster has no GPU; use --device cpu or auto")
        return RayEngine(self._ray, workers or self.capacity(), gpus)

    def capacity(self) -> int:
        """How many shards there is room for at once; one at least: some clusters grow when asked to."""
        nodes = [node["Resources"] for node in self._ray.nodes() if node["Alive"]]
        rooms = (min(node.get("CPU", 0), node.get("memory", 0) // MEMORY) for node in nodes)
        return max(1, int(sum(map(int, rooms))))

    def _gpus(self) -> float:
        return float(self._ray.cluster_resources().get("GPU", 0.0))

    def join(self) -> Any:
        """The module ``ray``, joined to the cluster. Raises `FuzzError`."""
        return self._ray

    @cached_property
    def _ray(self) -> Any:
        ray = _imported()
        _require_answer(self.address)
        own = {"include_dashboard": False, "object_store_memory": STORE}
        try:
            ray.init(
                address=self.address,
                log_to_driver=False,
                logging_level="CRITICAL",
                **(own if self.address == HERE else {}),
            )
        except (OSError, ValueError, RuntimeError, ray.exceptions.RayError) as error:
            said = str(error).strip().partition("\n")[0]
            raise FuzzError(f"--address {self.address}: {said}") from None
        return ray


def _imported() -> Any:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # it would tell its makers
    os.environ.setdefault("RAY_NUM_REDIS_GET_RETRIES", "1")  # asking once is enough
    try:
        import ray
    except ImportError:
        raise FuzzError(NOT_INSTALLED) from None
    return ray


def _require_answer(address: str) -> None:
    """Raise `FuzzError` where an address is none, or nobody is there."""
    if address in (HERE, "auto"):
        return
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if not (host and colon and port.isdecimal() and int(port) < 2**16):
        raise FuzzError(
            f"--address {address}: expected HOST:PORT of the head of a cluster, such as 10.0.0.1:6379,"
            " or auto for the one that this machine is part of"
        )
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=ANSWER).close()
    except OSError as error:
        raise FuzzError(
            f"--address {address}: nobody answers ({error.strerror or error}); start the head with"
            f" `ray start --head --port {port}`, and open that port to this machine"
        ) from None
