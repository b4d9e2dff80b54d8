"""Which device a worker gets: a GPU of its own among those that the caller lets us use."""

import os

import pytest
import torch

from fuzz.engine.device import take_device, visible_devices, worker_number
from resnet_fuzz import FuzzError


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a GPU, whatever this one has; what is set here is undone."""
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "restored at the end")
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES")
    _give(monkeypatch, 0)


def _give(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(torch.cuda, "device_count", lambda: count)


@pytest.mark.parametrize(("name", "number"), [("master", 0), ("gw0", 0), ("gw13", 13)])
def test_worker_number(name: str, number: int) -> None:
    assert worker_number(name) == number


@pytest.mark.parametrize(
    ("chosen", "count", "devices"),
    [
        (None, 3, ["0", "1", "2"]),
        (None, 0, []),
        ("2,0", 2, ["2", "0"]),
        (" 1 , 3 ", 2, ["1", "3"]),
        ("GPU-5a,MIG-7c", 2, ["GPU-5a", "MIG-7c"]),
        ("", 0, []),
        ("-1", 0, []),
        ("0,-1,1", 1, ["0"]),
        ("0", 0, []),
    ],
)
def test_visible_devices(chosen: str | None, count: int, devices: list[str]) -> None:
    environment = {} if chosen is None else {"CUDA_VISIBLE_DEVICES": chosen}
    assert visible_devices(environment, count) == devices


def test_the_cpu_is_always_there() -> None:
    assert take_device("cpu", 5) == "cpu"
    assert "CUDA_VISIBLE_DEVICES" not in os.environ


@pytest.mark.parametrize("chosen", [None, "", "0", "-1"])
def test_without_a_gpu(monkeypatch: pytest.MonkeyPatch, chosen: str | None) -> None:
    if chosen is not None:
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", chosen)
    assert take_device("auto", 0) == "cpu"
    with pytest.raises(FuzzError, match="--device cuda: torch sees no GPU here"):
        take_device("cuda", 0)
    assert os.environ.get("CUDA_VISIBLE_DEVICES") == chosen


@pytest.mark.parametrize("wanted", ["auto", "cuda"])
def test_gpus_are_dealt_in_turn(monkeypatch: pytest.MonkeyPatch, wanted: str) -> None:
    _give(monkeypatch, 2)
    given = []
    for worker in range(4):
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "3,5")
        assert take_device(wanted, worker) == "cuda"
        given.append(os.environ["CUDA_VISIBLE_DEVICES"])
    assert given == ["3", "5", "3", "5"]


def test_a_second_shard_of_a_worker_keeps_its_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    _give(monkeypatch, 4)
    take_device("auto", 2)
    _give(monkeypatch, 1)
    assert take_device("auto", 2) == "cuda"
    assert os.environ["CUDA_VISIBLE_DEVICES"] == "2"
