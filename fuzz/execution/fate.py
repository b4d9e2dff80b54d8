"""fate(): errors that are more than an exception: memory ran out, or the accelerator is lost."""

import re

from fuzz.execution.outcome import Died, Fate, Raised

EXHAUSTED = re.compile(r"DefaultCPUAllocator: .*(?:allocate memory|not enough memory)|out of memory")
TYPES = ("OutOfMemoryError", "MemoryError")

LOST = {
    "device-side assert triggered": "DeviceSideAssert",
    "an illegal memory access was encountered": "IllegalMemoryAccess",
    "an illegal instruction was encountered": "IllegalInstruction",
    "misaligned address": "MisalignedAddress",
    "invalid program counter": "InvalidProgramCounter",
    "operation not supported on global/shared address space": "InvalidAddressSpace",
    "hardware stack error": "HardwareStackError",
    "unspecified launch failure": "LaunchFailure",
    "the launch timed out and was terminated": "LaunchTimeout",
    "uncorrectable ECC error encountered": "UncorrectableMemoryError",
    "UR_RESULT_ERROR_DEVICE_LOST": "DeviceLost",
}
"""What is said of errors after which no call to the device works until the process has ended, and a name
for each. Source: https://docs.nvidia.com/cuda/cuda-runtime-api/group__CUDART__TYPES.html, those of which
it says that "the process must be terminated and relaunched"; the same words for HIP, and Intel's own."""

SAYS_LOST = re.compile("|".join(map(re.escape, LOST)))


def loss_of_device(message: str) -> str:
    """The name of what an accelerator was lost by, as a message says; "" where it says no such thing."""
    found = SAYS_LOST.search(message)
    return LOST[found[0]] if found is not None else ""


def fate(raised: Raised) -> Raised | Died:
    """An error of an allocator, or of a lost accelerator, as what it is; any other as it was."""
    if how := loss_of_device(raised.message):
        return died(raised, "crashed", how)
    if raised.exception in TYPES or EXHAUSTED.search(raised.message):
        return died(raised, "oom", raised.exception)
    return raised


def ran_out_of_memory(error: Exception) -> bool:
    """Whether an exception is an allocator's."""
    ended = fate(Raised("build", type(error).__name__, str(error)))
    return isinstance(ended, Died) and ended.fate == "oom"


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
