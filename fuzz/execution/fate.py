"""fate(): errors that are more than an exception: memory ran out, or the accelerator is lost."""

import re

from fuzz.execution.outcome import Died, Fate, Raised

EXHAUSTED = re.compile(r"DefaultCPUAllocator: .*(?:allocate memory|not enough memory)|out of memory")
TYPES = ("OutOfMemoryError", "MemoryError")

LOST = re.compile(
    r"(?:device-side assert triggered"
    r"|an illegal memory access was encountered"
    r"|an illegal instruction was encountered"
    r"|misaligned address"
    r"|invalid program counter"
    r"|operation not supported on global/shared address space"
    r"|hardware stack error"
    r"|unspecified launch failure"
    r"|the launch timed out and was terminated"
    r"|uncorrectable ECC error encountered"
    r"|UR_RESULT_ERROR_DEVICE_LOST)"
)
"""What is said of errors after which no call to the device works until the process has ended. Source:
https://docs.nvidia.com/cuda/cuda-runtime-api/group__CUDART__TYPES.html, those of which it says that
"the process must be terminated and relaunched"; the same words for HIP, and Intel's for theirs."""


def loss_of_device(message: str) -> str:
    """What a message says that an accelerator was lost by; "" where it says no such thing."""
    found = LOST.search(message)
    return found[0] if found is not None else ""


def fate(raised: Raised) -> Raised | Died:
    """An error of an allocator, or of a lost accelerator, as what it is; any other as it was."""
    if how := loss_of_device(raised.message):
        return died(raised, "crashed", how)
    if raised.exception in TYPES or EXHAUSTED.search(raised.message):
        return died(raised, "oom", raised.exception)
    return raised


def died(raised: Raised, how_it_ended: Fate, how: str) -> Died:
    """The end of a process, where an error was raised."""
    return Died(
        fate=how_it_ended,
        how=how,
        stage=raised.stage,
        op=raised.op,
        site=raised.site,
        warnings=raised.warnings,
    )
