"""Accelerators: what is asked of the device of a process, whatever its kind; a CPU is none."""

from functools import lru_cache

import torch

PLAIN = ("cpu", "meta")


@lru_cache(maxsize=64)
def is_accelerator(device: str) -> bool:
    """Whether a torch device is a GPU, or any other device with a queue and a memory of its own."""
    return torch.device(device).type not in PLAIN


def seed(device: str) -> None:
    """Have random numbers on a device begin anew, the same each time.

    For the CPU, ``torch.manual_seed`` would do the same, and import torch's compiler for seconds.
    """
    if is_accelerator(device):
        torch.manual_seed(0)
    else:
        torch.default_generator.manual_seed(0)


def seed_all(number: int = 0) -> None:
    """Have random numbers on every device begin anew from a seed, as ``torch.manual_seed`` does.

    That notes the stack each time, for when CUDA and XPU begin. A build for the CPU alone has neither,
    and a hundred calls take as long as a run of a network.
    """
    if torch.accelerator.current_accelerator() is None:
        torch.default_generator.manual_seed(number)
    else:
        torch.manual_seed(number)


def synchronize(device: str) -> None:
    """Wait for an accelerator, so that its errors are raised in the stage that caused them."""
    if is_accelerator(device):
        torch.accelerator.synchronize(device)


def name_of(device: str) -> str:
    """The model of an accelerator, or the device itself where its backend has no name for it."""
    if not is_accelerator(device):
        return device
    named = getattr(torch.get_device_module(device), "get_device_name", None)
    return str(named(device)) if named is not None else device


def memory(device: str) -> tuple[int, int] | None:
    """The free and the total bytes of an accelerator, all its processes considered; None where its
    backend doesn't say."""
    told = getattr(torch.get_device_module(device), "mem_get_info", None)
    if told is None:
        return None
    free, total = told(device)
    return int(free), int(total)


def let_go(device: str) -> None:
    """Give back the memory that torch keeps for later, so that other processes can have it."""
    if is_accelerator(device):
        torch.accelerator.empty_cache()


def problem_of(device: str) -> str:
    """What is raised by a device that is asked to compute; "" where it does, or has no memory left."""
    try:
        torch.zeros(1, device=device).add_(1)
        synchronize(device)
    except torch.OutOfMemoryError:
        return ""
    except RuntimeError as error:
        return str(error).strip().partition("\n")[0] or type(error).__name__
    return ""
