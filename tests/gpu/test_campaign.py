"""On a GPU: what leaves it unusable, what it has no memory for, and a campaign that shares it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from fuzz.catalogue.store import Catalogue
from fuzz.execution.outcome import Died, Returned
from fuzz.execution.runner.child import Child
from resnet_fuzz import Case
from strategies.input import Input
from strategies.loss import Loss, Target

pytestmark = pytest.mark.gpu

SMALL = Case(input=Input(shape=(2, 3, 32, 32)))
OUT_OF_RANGE = Case(input=SMALL.input, loss=Loss(), target=Target(values="beyond"))

ASSERTS = """
import torch
from fuzz.execution import pulse
from fuzz.execution.fate import loss_of_device

pulse.attend("cuda")
try:
    torch.nn.functional.cross_entropy(torch.randn(2, 10, device="cuda"), torch.tensor([3, 10]).cuda())
    torch.accelerator.synchronize()
except RuntimeError as error:
    print(type(error).__name__, loss_of_device(str(error)), pulse.feel(ValueError("any")))
"""
"""A class index out of range, straight to the GPU."""


def test_a_device_side_assert_is_recognised_and_so_is_what_it_leaves() -> None:
    done = subprocess.run([sys.executable, "-c", ASSERTS], capture_output=True, text=True, check=False)
    assert done.stdout.split()[1:] == ["DeviceSideAssert", "DeviceSideAssert"], done.stderr


def test_a_class_index_out_of_range_leaves_the_gpu_alone(device: str) -> None:
    with Child(device) as child:
        refused, after = child.run(OUT_OF_RANGE), child.run(SMALL)
    assert not isinstance(refused, Died)
    assert isinstance(after, Returned)


def test_a_child_whose_gpu_is_lost_is_replaced(device: str) -> None:
    with Child(device) as child:
        assert child.call(_lose, b"") == b"DeviceSideAssert"
        child.recycle()
        assert isinstance(child.run(SMALL), Returned)


def _lose(_: bytes, device: str) -> bytes:
    from fuzz.execution import pulse

    output, target = torch.randn(2, 10, device=device), torch.tensor([3, 10], device=device)
    try:
        torch.nn.functional.cross_entropy(output, target)
    except RuntimeError as error:
        return pulse.feel(error).encode()
    return pulse.feel().encode()


def test_memory_that_runs_out_is_an_outcome_on_an_idle_gpu_alone(device: str) -> None:
    with Child(device) as child:
        assert child.call(_run_out, b"", 120.0) == b"oom busy"


def _run_out(_: bytes, device: str) -> bytes:
    """What becomes of a case for which there is no memory: with the GPU idle, and with it taken."""
    from fuzz.execution import idle
    from fuzz.execution.fate import fate
    from fuzz.execution.outcome import Raised

    def run() -> Died:
        total = torch.cuda.mem_get_info(device)[1]
        try:
            torch.empty(2 * total, dtype=torch.uint8, device=device)
        except RuntimeError as error:
            died = fate(Raised("forward", type(error).__name__, str(error)))
            assert isinstance(died, Died)
            return died
        raise AssertionError("there was room")

    alone = idle.out_of_memory_alone(run, lambda: None, device)
    assert isinstance(alone, Died)
    free, total = torch.cuda.mem_get_info(device)
    taken = torch.empty(free - min(idle.ROOM, total // 2) + 2**30, dtype=torch.uint8, device=device)
    try:
        idle.out_of_memory_alone(run, lambda: None, device, patience=0.0)
    except idle.Busy:
        assert taken.numel()
        return f"{alone.fate} busy".encode()
    return alone.fate.encode()


def test_a_campaign_of_two_workers_on_one_gpu(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "fuzz", "run", "--device", "cuda", "--workers", "2"]
    command += ["--cases", "200", "--out", str(out), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1200)
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert (summary["cases"], summary["died"]) == (200, 0)
    assert summary["devices"] == [torch.cuda.get_device_name()]
    said = [seen.message for entry in Catalogue(out / "catalogue") for seen in entry.observed]
    assert not [message for message in said if "CUDA error" in message]
