"""Pulse: whether the accelerator of this process still computes.

After some errors of a kernel, such as a device-side assert, every later call to the device fails in that
process. What is seen from then on says nothing of the cases that are run. So each error that a case
raises is looked at before it counts: by what it says, and by whether the device still answers.
"""

from collections.abc import Callable

from fuzz.execution.accelerator import problem_of
from fuzz.execution.fate import loss_of_device

UNKNOWN = "DeviceLost"


class Pulse:
    """The state of one device. ``lost`` is the name of what it was lost by; "" as long as it computes.

    ``on_lost`` is called once, as soon as it is.
    """

    def __init__(self, device: str, on_lost: Callable[[], None] = lambda: None) -> None:
        self.device, self.lost = device, ""
        self._on_lost = on_lost

    def feel(self, error: BaseException | None = None) -> str:
        """What the device was lost by, after an error of any kind; "" where it still computes."""
        if not self.lost:
            self.lost = loss_of_device(str(error or "")) or self._asked()
            if self.lost:
                self._on_lost()
        return self.lost

    def _asked(self) -> str:
        problem = problem_of(self.device)
        return loss_of_device(problem) or (UNKNOWN if problem else "")


pulse: Pulse | None = None
"""The pulse of this process's accelerator, where it has one and anybody watches it."""


def attend(device: str, on_lost: Callable[[], None] = lambda: None) -> None:
    """From now on, look at the device whenever a case raises an error."""
    global pulse
    pulse = Pulse(device, on_lost)


def is_lost() -> bool:
    """Whether the accelerator of this process was seen to be lost."""
    return pulse is not None and bool(pulse.lost)


def feel(error: BaseException | None = None) -> str:
    """What the accelerator of this process was lost by; "" where it computes, or there is none."""
    return pulse.feel(error) if pulse is not None else ""
