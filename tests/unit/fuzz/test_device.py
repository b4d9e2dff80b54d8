"""How devices are dealt out to workers, on lists of devices that nobody here has."""

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from fuzz.engine import look
from fuzz.engine.device import NEEDED, Platform, Seat, Seen, deal, visible, worker_number
from fuzz.engine.look import may_have_accelerator, seats_for
from fuzz.engine.seat import take
from resnet_fuzz import FuzzError

CUDA, HIP, XPU = Platform("cuda", 2), Platform("hip", 2), Platform("xpu", 2)
GIB = 2**30
H100 = 80 * GIB
MIG = ("MIG-1c", "MIG-2d")


@pytest.mark.parametrize(("name", "number"), [("master", 0), ("gw0", 0), ("gw13", 13)])
def test_worker_number(name: str, number: int) -> None:
    assert worker_number(name) == number


@pytest.mark.parametrize(
    ("platform", "environment", "names"),
    [
        ("cuda", {}, None),
        ("cuda", {"CUDA_VISIBLE_DEVICES": "2,0"}, ("2", "0")),
        ("cuda", {"CUDA_VISIBLE_DEVICES": " GPU-5a , MIG-7c "}, ("GPU-5a", "MIG-7c")),
        ("cuda", {"CUDA_VISIBLE_DEVICES": ""}, ()),
        ("cuda", {"CUDA_VISIBLE_DEVICES": "-1"}, ()),
        ("cuda", {"CUDA_VISIBLE_DEVICES": "0,-1,1"}, ("0",)),
        ("cuda", {"HIP_VISIBLE_DEVICES": "1"}, None),
        ("hip", {"HIP_VISIBLE_DEVICES": "1", "CUDA_VISIBLE_DEVICES": "0"}, ("1",)),
        ("hip", {"CUDA_VISIBLE_DEVICES": "0"}, ("0",)),
        ("hip", {"ROCR_VISIBLE_DEVICES": "3"}, None),
        ("xpu", {"ZE_AFFINITY_MASK": "0.1,1.0"}, ("0.1", "1.0")),
        ("mps", {"CUDA_VISIBLE_DEVICES": ""}, None),
    ],
)
def test_visible(platform: str, environment: dict[str, str], names: tuple[str, ...] | None) -> None:
    assert visible(platform, environment) == names


@pytest.mark.parametrize(
    ("memory", "workers", "cores", "turns"),
    [
        ((H100, H100), None, 2, "01"),
        ((H100, H100), None, 5, "01010"),
        ((H100, H100), 3, 2, "010"),
        ((2 * NEEDED, NEEDED), None, 64, "010"),
        ((6 * GIB,), None, 16, "0"),
        ((0,), None, 16, "0"),
        ((24 * GIB,), None, 16, "000"),
        ((24 * GIB,), 2, 1, "00"),
    ],
)
def test_a_device_after_the_other_and_more_where_there_is_memory(
    memory: tuple[int, ...], workers: int | None, cores: int, turns: str
) -> None:
    seats, told = deal(CUDA, [Seen(str(at), one) for at, one in enumerate(memory)], workers, cores)
    assert "".join(seat.name for seat in seats) == turns
    assert {(seat.device, seat.variable) for seat in seats} == {("cuda", "CUDA_VISIBLE_DEVICES")}
    assert told == ()


def test_more_workers_than_there_is_memory_for_are_not_started() -> None:
    seats, told = deal(CUDA, [Seen("0", 16 * GIB), Seen("1", 8 * GIB)], 9, 4)
    assert [seat.name for seat in seats] == ["0", "1", "0"]
    assert told == (
        "--workers 9: 3 started, since 2 cuda devices of 16 and 8 GiB have no room for more,"
        " at 8 GiB each",
    )


def test_each_platform_has_a_variable_or_else_numbers() -> None:
    def first(platform: Platform, *seen: Seen) -> Seat:
        return deal(platform, seen, 1, 1).seats[0]

    assert first(CUDA, Seen("MIG-1c")) == Seat("cuda", "CUDA_VISIBLE_DEVICES", "MIG-1c")
    assert first(HIP, Seen("3")) == Seat("cuda", "HIP_VISIBLE_DEVICES", "3")
    assert first(XPU, Seen("0.1")) == Seat("xpu", "ZE_AFFINITY_MASK", "0.1")
    assert first(Platform("mps", 1), Seen("0")) == Seat("mps")
    assert first(Platform("npu", 2), Seen("0"), Seen("1")) == Seat("npu:0")


def test_a_seat_is_the_only_device_that_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "restored at the end")
    assert take(Seat("cuda", "CUDA_VISIBLE_DEVICES", "GPU-5a")) == "cuda"
    assert os.environ["CUDA_VISIBLE_DEVICES"] == "GPU-5a"
    assert take(Seat()) == "cpu"
    assert os.environ["CUDA_VISIBLE_DEVICES"] == "GPU-5a"


class Machine:
    """What torch sees on a machine, whatever this one has; ``asked`` is which of it alone was."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, platform: Platform, *devices: tuple[int, str]
    ) -> None:
        self.platform, self.devices = platform, list(devices)
        self.asked: list[str] = []
        monkeypatch.setattr(look, "_asked", self.answer)
        monkeypatch.setattr(look, "cores", lambda: 4)
        monkeypatch.setattr(look, "may_have_accelerator", lambda: True)
        for variable in ("CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES", "ZE_AFFINITY_MASK"):
            monkeypatch.delenv(variable, raising=False)

    def answer(self, variable: str = "", name: str = "") -> look.Described:
        self.asked.append(name)
        return self.platform, self.devices[: 1 if name else None]


@pytest.mark.parametrize("wanted", ["auto", "cuda"])
def test_the_devices_of_the_caller_are_dealt(monkeypatch: pytest.MonkeyPatch, wanted: str) -> None:
    Machine(monkeypatch, CUDA, (NEEDED, ""), (H100, ""))
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "5,GPU-3a,unknown")
    assert [seat.name for seat in seats_for(wanted, None).seats] == ["5", "GPU-3a", "GPU-3a", "GPU-3a"]


def test_of_slices_each_is_looked_at_alone_since_a_process_sees_but_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    machine = Machine(monkeypatch, Platform("cuda", 1), (10 * GIB, ""))
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", ",".join(MIG))
    assert [seat.name for seat in seats_for("cuda", 2).seats] == list(MIG)
    assert machine.asked == ["", *MIG]


@pytest.mark.parametrize(
    ("wanted", "platform", "devices", "said"),
    [
        (
            "cuda",
            Platform(),
            [],
            "--device cuda: torch .* sees no accelerator here; use --device cpu or",
        ),
        ("gpu", Platform(), [], "--device gpu: torch .* sees no accelerator here"),
        (
            "cuda",
            XPU,
            [(H100, ""), (H100, "")],
            "sees 2 of type xpu here; use --device xpu, cpu or auto",
        ),
        (
            "cuda",
            CUDA,
            [(0, "CUDA error: no kernel image")],
            "cuda 0 is left out: CUDA error: no kernel",
        ),
    ],
)
def test_what_is_wanted_and_is_not_there(
    monkeypatch: pytest.MonkeyPatch,
    wanted: str,
    platform: Platform,
    devices: list[tuple[int, str]],
    said: str,
) -> None:
    Machine(monkeypatch, platform, *devices)
    with pytest.raises(FuzzError, match=said):
        seats_for(wanted, 2)


def test_where_no_device_computes_auto_is_the_cpu_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    Machine(monkeypatch, CUDA, (0, "CUDA error: no kernel image"), (0, "CUDA error: busy"))
    seats, told = seats_for("auto", 3)
    assert seats == (Seat(),) * 3
    assert [line.partition(":")[0] for line in told] == ["cuda 0 is left out", "cuda 1 is left out"]
    Machine(monkeypatch, CUDA, (0, "CUDA error: no kernel image"), (H100, ""))
    assert {seat.name for seat in seats_for("auto", 3).seats} == {"1"}


def test_without_devices_there_is_a_worker_for_each_core(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, Platform())
    assert seats_for("auto", None) == ((Seat(),) * 4, ())
    assert seats_for("auto", 7).seats == (Seat(),) * 7
    assert machine.asked == ["", ""]
    assert seats_for("cpu", None).seats == (Seat(),) * 4
    assert machine.asked == ["", ""]


@pytest.mark.parametrize(
    ("version", "plugins", "may"),
    [("2.13.0+cpu", (), False), ("2.13.0+cpu", ("npu",), True), ("2.13.0", (), True)],
)
def test_a_build_for_cpus_is_not_looked_at(
    monkeypatch: pytest.MonkeyPatch, version: str, plugins: tuple[str, ...], may: bool
) -> None:
    monkeypatch.setattr(metadata, "version", lambda _: version)
    monkeypatch.setattr(metadata, "entry_points", lambda group: plugins)
    assert may_have_accelerator() == may


def test_the_seat_of_a_process_that_died_is_free_again(tmp_path: Path) -> None:
    """Each process takes the first that is free, as soon as its holder is gone."""
    code = (
        "import sys; from pathlib import Path; from fuzz.engine.device import Seat;"
        " from fuzz.engine.seat import take_free;"
        " print(take_free(Path(sys.argv[1]), [Seat('cuda:0'), Seat('cuda:1')]), flush=True);"
        " sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]

    def started() -> subprocess.Popen[str]:
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def seat(process: subprocess.Popen[str]) -> str:
        assert process.stdout is not None
        return process.stdout.readline().strip()

    processes = [started()]
    assert seat(processes[0]) == "cuda:0"
    processes += [started(), started()]
    processes[0].kill()
    taken = {seat(processes[1]), seat(processes[2])}
    for process in processes:
        process.kill()
        process.communicate()
    assert taken == {"cuda:0", "cuda:1"}
