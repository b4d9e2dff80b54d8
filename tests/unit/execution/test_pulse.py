"""Whether an accelerator still computes, by what an error says and by asking it."""

import pytest
import torch

from fuzz.execution import accelerator, pulse
from fuzz.execution.accelerator import is_accelerator, problem_of
from fuzz.execution.fate import fate
from fuzz.execution.op_recorder import Record, StageRaised, run_stage
from fuzz.execution.outcome import Died, Raised
from fuzz.execution.pulse import Pulse

ASSERT = (
    "CUDA error: device-side assert triggered\nCUDA kernel errors might be asynchronously reported at"
    " some other API call, so the stacktrace below might be incorrect."
)


@pytest.mark.parametrize(
    ("exception", "message", "how"),
    [
        ("AcceleratorError", ASSERT, "DeviceSideAssert"),
        (
            "RuntimeError",
            "HIP error: an illegal memory access was encountered",
            "IllegalMemoryAccess",
        ),
        ("RuntimeError", "CUDA error: unspecified launch failure", "LaunchFailure"),
        (
            "RuntimeError",
            "level_zero backend failed with error: 20 (UR_RESULT_ERROR_DEVICE_LOST)",
            "DeviceLost",
        ),
    ],
)
def test_some_errors_are_the_end_of_the_device(exception: str, message: str, how: str) -> None:
    died = fate(Raised("loss", exception, message, op="nll_loss", site="fc"))
    assert isinstance(died, Died)
    assert (died.fate, died.stage, died.op, died.site) == ("crashed", "loss", "nll_loss", "fc")
    assert died.how == how


@pytest.mark.parametrize(
    "message",
    ["CUDA error: invalid argument", "CUDA error: no kernel image is available", "mat1 and mat2"],
)
def test_others_are_exceptions_as_any(message: str) -> None:
    raised = Raised("forward", "RuntimeError", message)
    assert fate(raised) is raised


def test_memory_that_runs_out_is_no_loss() -> None:
    for exception, message in (("OutOfMemoryError", "CUDA out of memory. Tried"), ("MemoryError", "")):
        died = fate(Raised("forward", exception, message))
        assert isinstance(died, Died)
        assert died.fate == "oom"


@pytest.mark.parametrize(
    ("device", "is_one"),
    [("cpu", False), ("meta", False), ("cuda", True), ("cuda:1", True), ("mps", True)],
)
def test_which_devices_are_accelerators(device: str, is_one: bool) -> None:
    assert is_accelerator(device) == is_one


class Device:
    """A device that computes until it is broken, whatever the error that broke it said."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.says: Exception | None = None
        monkeypatch.setattr(accelerator, "synchronize", self.synchronize)

    def synchronize(self, _: str) -> None:
        if self.says is not None:
            raise self.says


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Device:
    return Device(monkeypatch)


def test_an_error_of_the_case_leaves_the_device_as_it_was(broken: Device) -> None:
    felt = Pulse("cpu", lambda: pytest.fail("it is not lost"))
    assert felt.feel(ValueError("mat1 and mat2 shapes cannot be multiplied")) == ""
    broken.says = torch.OutOfMemoryError("CUDA out of memory")
    assert felt.feel(ValueError("the same")) == ""


def test_what_the_error_does_not_say_the_device_does(broken: Device) -> None:
    told: list[str] = []
    felt = Pulse("cpu", lambda: told.append("lost"))
    broken.says = RuntimeError(ASSERT)
    assert felt.feel(RuntimeError("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED")) == "DeviceSideAssert"
    broken.says = None
    assert felt.feel() == "DeviceSideAssert"
    assert told == ["lost"]


def test_an_error_that_nobody_knows_counts_where_the_device_is_gone(broken: Device) -> None:
    broken.says = RuntimeError("CUDA error: something new\nwith advice")
    assert problem_of("cpu") == "CUDA error: something new"
    assert Pulse("cpu").feel(RuntimeError("CUBLAS_STATUS_NOT_INITIALIZED")) == "DeviceLost"


def test_a_stage_that_raises_is_felt_before_its_error_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    class Left(BaseException):
        """The process ends here."""

    def leave() -> None:
        raise Left

    monkeypatch.setattr(pulse, "pulse", Pulse("cpu", leave))
    with pytest.raises(StageRaised), run_stage("forward", Record()):
        raise ValueError("an ordinary error")
    with pytest.raises(Left), run_stage("forward", Record()):
        raise RuntimeError(ASSERT)
