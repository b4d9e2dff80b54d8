"""The environment in which cases are run, as it is recorded with what they showed."""

from dataclasses import dataclass

import torch

from fuzz.execution.accelerator import name_of
from fuzz.execution.capability import processor
from fuzz.execution.vision import torchvision


@dataclass(frozen=True)
class Environment:
    """The versions of torch and torchvision, the kind of device ("cpu", "meta", or a GPU's name), and
    what the processor is capable of where that is the device."""

    torch: str
    torchvision: str
    device: str
    capability: str = ""


def environment(device: str) -> Environment:
    """Describe the environment of a device of this process."""
    capability = str(processor()) if device == "cpu" else ""
    return Environment(str(torch.__version__), str(torchvision.__version__), name_of(device), capability)
