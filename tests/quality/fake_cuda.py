"""A device that dies as CUDA does, played by the CPU in every process that is started.

Whatever is asked of "cuda" is done on the CPU, by a mode that stays in each process. An ``ELU`` asserts
on the device: that is raised where somebody waits for it, or at once where each kernel is waited for,
and from then on by every operation in that process. In a ``CELU`` memory runs out, however much is free.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode
from torch.utils._device import DeviceContext

HOOK = """
import importlib.abc, importlib.util, sys

AFTER = "fuzz.execution.accelerator"  # every process that has to do with devices imports it


class Hook(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != AFTER:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        run = spec.loader.exec_module
        spec.loader.exec_module = lambda module: (run(module), play())
        return spec


def play():
    from tests.quality import fake_cuda

    fake_cuda.play()


sys.meta_path.insert(0, Hook())
"""
"""What Python imports by itself as ``sitecustomize``."""

NAME = "A GPU that is none"
ASSERT = "CUDA error: device-side assert triggered\nCompile with `TORCH_USE_CUDA_DSA`"
MEMORY = 24 * 2**30


class Kernels:
    """What has become of the device in this process."""

    failed = False
    told = False

    def fail(self) -> None:
        self.failed = True
        if os.environ.get("CUDA_LAUNCH_BLOCKING") == "1":
            self.synchronize()

    def synchronize(self, _: object = None) -> None:
        if self.failed:
            self.told = True
            raise RuntimeError(ASSERT)


kernels = Kernels()


class Played(TorchFunctionMode):
    """Does on the CPU what is asked of CUDA."""

    def __torch_function__(
        self, func: Any, types: Iterable[type], args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        named = kwargs or {}
        if func is torch.device:
            return func(*args, **named)
        if kernels.told and (types or "device" in named):
            raise RuntimeError(ASSERT)
        for kind in types:
            if kind.__name__ == "AbstractTensor":  # runs other operations, which are played as well
                with Played():
                    return kind.__torch_function__(func, types, args, named)  # type: ignore[attr-defined]
        return func(*map(here, args), **{name: here(value) for name, value in named.items()})


def here(value: object) -> object:
    """The CPU for CUDA, and everything else as it is."""
    asked = isinstance(value, str | torch.device) and str(value).startswith("cuda")
    return "cpu" if asked else value


def run_out() -> None:
    raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 99.00 GiB")


def play() -> None:
    """Play from now on, in this process."""
    seen = os.environ.get("CUDA_VISIBLE_DEVICES", "0,1").split(",")
    replaced: dict[Any, dict[str, Any]] = {
        torch.accelerator: {
            "current_accelerator": lambda *_: torch.device("cuda"),
            "device_count": lambda: len(seen),
            "synchronize": kernels.synchronize,
            "empty_cache": lambda: None,
        },
        torch.cuda: {
            "mem_get_info": lambda *_: (MEMORY, MEMORY),
            "get_device_name": lambda *_: f"{NAME} ({seen[0]})",
        },
    }
    for module, functions in replaced.items():
        for name, function in functions.items():
            setattr(module, name, function)
    _begin_on_cpu(DeviceContext)
    _begin_on_cpu(torch.amp.autocast_mode.autocast)
    _plant(nn.ELU, kernels.fail)
    _plant(nn.CELU, run_out)
    Played().__enter__()  # type: ignore[no-untyped-call]


def _begin_on_cpu(kind: Any) -> None:
    begin = kind.__init__
    kind.__init__ = lambda self, device, *rest, **named: begin(self, here(device), *rest, **named)


def _plant(kind: Any, act: Callable[[], None]) -> None:
    forward = kind.forward

    def planted(self: nn.Module, x: torch.Tensor) -> Any:
        if x.dim() == 4 and not x.is_meta and "Abstract" not in type(x).__name__:
            act()
        return forward(self, x)

    kind.forward = planted
