"""What a result of this process hangs on besides what was run: the release, the processor, our code."""

import platform
import sys
from hashlib import blake2b
from pathlib import Path

import torch

from fuzz.execution.capability import processor
from fuzz.execution.vision import torchvision

AT_START = ("sitecustomize", "usercustomize")


def identity() -> str:
    """A digest of torch and torchvision and how they were built, of Python, of what the processor is
    capable of, of the number of threads, and of all code that may have a part in a result: ours, and
    what Python itself ran before, which may have changed torch.

    Any edit of that code makes another one, so that a checkout never reads what other code has written.
    """
    facts = (
        *(torch.__version__, torch.version.git_version, torch.__config__.show()),
        *(torchvision.__version__, sys.version, platform.machine(), str(processor())),
        torch.get_num_threads(),
    )
    digest = blake2b(repr(facts).encode(), digest_size=16)
    for path in (*_code(), *at_start()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def at_start() -> list[Path]:
    """The files of modules that Python imports at its start by the name alone."""
    named = (getattr(sys.modules.get(name), "__file__", None) for name in AT_START)
    return [Path(file) for file in named if file is not None]


def _code() -> list[Path]:
    """The files of strategies, execution and verdict, wherever they are installed."""
    fuzz = Path(__file__).resolve().parents[1]
    folders = (fuzz / "execution", fuzz / "verdict", fuzz.parent / "strategies")
    return sorted(path for folder in folders for path in folder.rglob("*.py"))
