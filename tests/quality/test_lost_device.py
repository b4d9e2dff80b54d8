"""A case after which nothing works on its device is caught, and nothing else is blamed for it.

The device is played by the CPU (`tests.quality.fake_cuda`), in every process that is started here.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.catalogue.store import CORPUS, Catalogue, write_all
from strategies.case import Case
from strategies.layer import Layer
from strategies.surgery import Insert
from tests.quality import fake_cuda
from tests.unit.fuzz.sample import entry

DRAWS_AN_ELU = ("--seed", "5", "--cases", "6")

RUN_ALL = """
import sys, msgspec
from fuzz.execution.runner.child import Child
from strategies.case import Case
from strategies.input import Input
from strategies.layer import Layer
from strategies.surgery import Insert

small = Input(shape=(2, 3, 32, 32))
with Child("cuda") as child:
    for kind in sys.argv[1:]:
        case = Case(edits=(Insert(site="layer1", layer=Layer(kind)),), input=small)
        print(msgspec.json.encode(child.run(case)).decode(), flush=True)
"""
"""Runs a small network with a layer of each kind, one after the other, and prints the outcomes."""


@pytest.fixture
def cuda(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "played"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(fake_cuda.HOOK)
    paths = (str(folder), str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", ""))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)


def output_of(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, check=False, timeout=500
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.usefixtures("cuda")
def test_the_operation_is_named_and_the_next_case_has_a_device_that_works() -> None:
    lines = output_of("-c", RUN_ALL, "ReLU", "ELU", "CELU", "Tanh").splitlines()
    relu, elu, celu, tanh = map(json.loads, lines)
    assert (relu["outcome"], tanh["outcome"]) == ("returned", "returned")
    assert (elu["fate"], elu["how"]) == ("crashed", "DeviceSideAssert")
    assert (celu["fate"], celu["how"]) == ("oom", "OutOfMemoryError")
    assert [(one["stage"], one["op"]) for one in (elu, celu)] == [
        ("forward", "ELU"),
        ("forward", "CELU"),
    ]


@pytest.mark.slow
@pytest.mark.usefixtures("cuda")
def test_a_campaign_catalogues_what_loses_the_device_and_goes_on(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ("-m", "fuzz", "run", "--device", "cuda", "--workers", "1", *DRAWS_AN_ELU)
    summary = json.loads(output_of(*command, "--out", str(out), "--json"))
    assert (summary["cases"], summary["died"], summary["stop_reason"]) == (6, 0, "cases")
    assert summary["devices"] == [f"{fake_cuda.NAME} (0)"]

    known = {entry.id for entry in Catalogue(CORPUS)}
    new = [entry for entry in Catalogue(out / "catalogue") if entry.id not in known]
    (lost,) = [entry for entry in new if entry.signature.kind != "divergent"]
    assert (lost.signature.kind, lost.signature.op) == ("crashed", "ELU")
    assert lost.signature.exception == "DeviceSideAssert"
    (smallest,) = lost.case.edits
    assert smallest.layer.kind == "ELU"  # type: ignore[union-attr]
    assert lost.fix == "leave out the ELU"
    assert [seen.device for seen in lost.observed] == [f"{fake_cuda.NAME} (0)"]
    assert "CUDA error" not in (out / "events.jsonl").read_text()


@pytest.mark.usefixtures("cuda")
def test_a_replay_tells_where_the_device_was_lost_and_not_what_it_refuses_from_then_on(
    tmp_path: Path,
) -> None:
    elu = Case(edits=(Insert(site="layer1", layer=Layer("ELU")),))  # its image is tried smaller first
    write_all([entry(case=elu)], tmp_path / "catalogue")
    command = (sys.executable, "-m", "fuzz", "replay", "--device", "cuda", "--json", "catalogue")
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=500, cwd=tmp_path
    )
    (told,) = json.loads(done.stdout)
    signature = told["finding"]["signature"]
    assert (told["status"], signature["kind"], signature["stage"]) == ("CHANGED", "crashed", "forward")
    assert signature["exception"] == "DeviceSideAssert"
