"""Cases that end the process they run in: each is an outcome, and found by a campaign like any other.

The faults are planted in every process by a `sitecustomize` module, which Python imports by itself.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from multiprocessing import forkserver
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.deaths.plant import drawn
from fuzz.catalogue.entry import entry_of
from fuzz.catalogue.store import Catalogue, write_all
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Died, Returned
from fuzz.execution.runner import apart
from fuzz.execution.runner.child import TOO_LONG, Child
from fuzz.verdict.judgement import judge
from strategies.case import Case, key
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.surgery import Insert

PLANTED = """
import importlib.abc, importlib.util, os, signal, sys, time

class Hook(importlib.abc.MetaPathFinder):
    def __init__(self):
        self.planted = {"torch.nn.modules.activation": plant, "torch.nn.modules.loss": plant_loss}

    def find_spec(self, name, path, target=None):
        act = self.planted.pop(name, None)
        if act is None:
            return None
        spec = importlib.util.find_spec(name)
        run = spec.loader.exec_module
        spec.loader.exec_module = lambda module: (run(module), act(module))
        return spec


def plant_loss(module):
    forward = module.SmoothL1Loss.forward

    def planted(self, x, target):
        alike = getattr(x, "shape", None) == target.shape and str(x.dtype) == "torch.float32"
        if alike and str(target.dtype) == "torch.float64" and target.device.type == "cpu":
            os.abort()
        return forward(self, x, target)

    module.SmoothL1Loss.forward = planted


def plant(module):
    def wrap(kind, act):
        forward = kind.forward

        def planted(self, x):
            if x.dim() == 4 and x.device.type == "cpu" and "Abstract" not in type(x).__name__:
                act()
            return forward(self, x)

        kind.forward = planted

    wrap(module.ELU, os.abort)
    wrap(module.LeakyReLU, lambda: os.kill(os.getpid(), signal.SIGSEGV))
    wrap(module.CELU, lambda: time.sleep(3600))
    wrap(module.SELU, bomb)


def bomb():
    import torch

    kept = []
    while True:
        kept.append(torch.ones(2**26))


sys.meta_path.insert(0, Hook())
"""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the planted module, which each process imports that is started from here on.

    The server that forks children keeps the environment in which it began: it ends before, and after.
    """
    folder = tmp_path_factory.mktemp("planted")
    (folder / "sitecustomize.py").write_text(PLANTED)
    paths = (str(folder), str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", ""))
    end_server()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
        yield folder
    end_server()


def end_server() -> None:
    """End the server that forks children, if there is one, and the children that outlive a test."""
    apart.end()
    server = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    if server is not None:
        with suppress(ProcessLookupError):
            os.kill(server, signal.SIGKILL)
            os.waitid(os.P_PID, server, os.WEXITED | os.WNOWAIT)


def small(kind: str) -> Case:
    return Case(edits=(Insert(site="layer1", layer=Layer(kind)),), input=Input(shape=(2, 3, 32, 32)))


@pytest.fixture
def child(planted: Path) -> Iterator[Child]:
    with Child(seconds=60.0, memory=2**31) as made:
        yield made


def test_a_death_is_an_outcome_and_the_next_case_gets_a_new_process(child: Child) -> None:
    seen = {kind: child.run(small(kind)) for kind in ("ReLU", "ELU", "LeakyReLU", "Tanh", "SELU")}
    assert isinstance(seen["ReLU"], Returned)
    assert isinstance(seen["Tanh"], Returned)
    assert seen["ELU"] == Died(fate="crashed", how="SIGABRT", stage="forward", op="ELU")
    assert seen["LeakyReLU"] == Died(fate="crashed", how="SIGSEGV", stage="forward", op="LeakyReLU")
    bombed = seen["SELU"]
    assert isinstance(bombed, Died)
    assert (bombed.fate, bombed.stage) == ("oom", "forward")


@pytest.mark.parametrize(("how", "again"), [("SIGKILL", 1), ("exit_status_255", 1), ("SIGSEGV", 0)])
def test_a_case_is_not_to_blame_where_its_process_was_killed_from_outside(
    monkeypatch: pytest.MonkeyPatch, how: str, again: int
) -> None:
    seen = [Died(fate="crashed", how=how, stage="forward") for how in (how, "SIGABRT")]
    left = iter(seen)
    with Child() as made:
        monkeypatch.setattr(made, "_observed", lambda *_: next(left))
        assert made.run(small("ReLU")) == seen[again]


@pytest.mark.parametrize(
    "died",
    [
        Died(fate="crashed", how="SIGSEGV", stage="forward", op="elu"),
        Died(fate="crashed", how="exit_status_3", stage="forward"),
        Died(fate="timeout", how=TOO_LONG, stage="loss"),
        Died(fate="oom", how="MemoryError", stage="backward"),
    ],
)
def test_a_death_is_kept_and_read_again(died: Died, tmp_path: Path) -> None:
    finding = judge(small("ReLU"), died)
    assert finding is not None
    entry = entry_of(small("ReLU"), finding, found=None)
    write_all([entry], tmp_path)
    assert [one.signature for one in Catalogue(tmp_path)] == [finding.signature]


def leave(_: bytes, __: str) -> bytes:
    os._exit(3)


def test_a_process_that_leaves_by_itself_has_a_name_for_that() -> None:
    with Child() as made:
        left = made.call(leave, b"")
    assert isinstance(left, Died)
    assert left.how == "exit_status_3"


def test_where_the_server_is_killed_that_forks_a_case_is_run_all_the_same(child: Child) -> None:
    assert isinstance(child.run(small("ReLU")), Returned)
    for rest in (0.0, 2.0):  # before anybody has noticed, and after
        os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)  # type: ignore[attr-defined]
        time.sleep(rest)
        assert isinstance(child.run(small("Tanh")), Returned)


def test_what_never_ends_is_ended(planted: Path) -> None:
    with Child(seconds=3.0) as made:
        hung = made.run(small("CELU"))
        assert isinstance(hung, Died)
        assert (hung.fate, hung.how, hung.op) == ("timeout", TOO_LONG, "CELU")
        assert isinstance(made.run(small("ReLU")), Returned)


FEW = 8
"""Cases of a campaign in which an ELU comes up."""


def seed_with_an_elu() -> int:
    """The first seed that draws one, for four-dimensional features, with nothing else wrong."""
    return next(
        seed
        for seed in count()
        if any(kind == "ELU" and len(shape) == 4 for kind, _, shape in drawn(seed, FEW))
    )


@pytest.mark.slow
@pytest.mark.usefixtures("planted")
def test_a_campaign_catalogues_what_kills_its_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_hanging = PLANTED.replace("    wrap(module.CELU", "    # wrap(module.CELU")
    (tmp_path / "sitecustomize.py").write_text(without_hanging)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ['PYTHONPATH']}")
    out = tmp_path / "out"
    asked = ["--cases", str(FEW), "--seed", str(seed_with_an_elu()), "--out", str(out), "--json"]
    command = [sys.executable, "-m", "fuzz", "run", *asked]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=500)
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert (summary["cases"], summary["died"]) == (FEW, 0)
    assert summary["entries"]["crashed"] >= 1
    _found_in_the_loss(out / "catalogue")
    found = [json.loads(path.read_text()) for path in (out / "catalogue").glob("elu-sigabrt-*.json")]
    assert [entry["case"] for entry in found] == [
        {
            "edits": [
                {
                    "edit": "insert",
                    "site": found[0]["case"]["edits"][0]["site"],
                    "layer": {"kind": "ELU"},
                }
            ]
        }
    ]


def _found_in_the_loss(catalogue: Path) -> None:
    """A table runs hundreds of losses and targets: the one that kills is the one that is to blame."""
    crashed = [one for one in Catalogue(catalogue) if one.signature.kind == "crashed"]
    (found,) = (one for one in crashed if one.case.loss == Loss("SmoothL1Loss"))
    assert found.case == Case(loss=found.case.loss, target=replace(found.case.target, dtype="float64"))
    assert found.signature.stage == "loss"
    assert found.observed[0].exception == "SIGABRT"


ASTRAY = Case(
    input=Input(shape=(2, 3, 32, 32)),
    loss=Loss("CTCLoss"),
    target=Target(shape=(1,), values="negative"),
    mode="train",
    backward=True,
)
"""The gradient of class index -1 is written in front of the memory of the gradients."""


def test_the_command_line_survives_what_it_is_asked_about(planted: Path, tmp_path: Path) -> None:
    cases = {"elu": replace(small("ELU"), mode="train"), "fine": small("ReLU"), "astray": ASTRAY}
    for name, case in cases.items():
        (tmp_path / f"{name}.json").write_bytes(key(case))
    judged = {
        answer["source"]: answer["finding"] and answer["finding"]["signature"]
        for answer in json.loads(_fuzz(tmp_path, "judge", *(f"{name}.json" for name in cases), "--json"))
    }
    assert judged["fine.json"] is None
    assert [judged["elu.json"][name] for name in ("kind", "op", "exception")] == [
        *("crashed", "ELU", "SIGABRT")
    ]
    assert judged["astray.json"]["rule"] == "ctcloss.index_range"
    smallest = json.loads(_fuzz(tmp_path, "minimize", "elu.json", "--json"))
    assert smallest["signature"]["kind"] == "crashed"
    assert [edit["layer"] for edit in smallest["case"]["edits"]] == [{"kind": "ELU"}]
    assert set(smallest["case"]) == {"edits"}


def _fuzz(directory: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "fuzz", *arguments]
    done = subprocess.run(
        command, cwd=directory, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_case_that_may_kill_is_observed_in_another_process(planted: Path) -> None:
    seen = observe(replace(ASTRAY, backward=False))
    assert isinstance(seen, Returned | Died)
    finding = judge(replace(ASTRAY, backward=False), seen)
    assert finding is not None
    assert finding.signature.rule == "ctcloss.index_range"
    assert finding.signature.kind in ("silent", "crashed")
