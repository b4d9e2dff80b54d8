"""tracing(): the line of the forward pass whose backward pass failed, as torch's anomaly mode has it."""

import re
from collections.abc import Callable

import torch
from torch import nn

from fuzz.check.running.run import Ran
from fuzz.execution.named.place import Place, users_line

FRAME = re.compile(r'File "([^"]+)", line (\d+)')
TOLD = "Traceback of forward call that caused the error"


def tracing(network: nn.Module, again: Callable[[nn.Module], Ran]) -> Place | None:
    """The line that ran the operation whose backward pass raises; None where torch doesn't know it."""
    with torch.autograd.set_detect_anomaly(True, check_nan=False):
        said = again(network).said
    told = next((one for one in said if TOLD in one), "")
    return users_line([(file, int(line)) for file, line in FRAME.findall(told)][::-1])
