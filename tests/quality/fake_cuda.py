"""A device that dies as CUDA does, played by the CPU: what Python imports as ``sitecustomize``.

Whatever is asked of "cuda" is done on the CPU, by a mode that stays in each process. An ``ELU`` asserts on
the device: that is raised where somebody waits for the device, or at once where each kernel is waited for,
and from then on by every operation in that process. In a ``CELU`` memory runs out, however much is free.
"""

# mypy: ignore-errors

import importlib.abc
import importlib.util
import os
import sys

AFTER = "fuzz.execution.accelerator"
"""The module behind which all of torch is there, in every process that has to do with devices."""

NAME = "A GPU that is none"
ASSERT = "CUDA error: device-side assert triggered\nCompile with `TORCH_USE_CUDA_DSA`"
OUT = "CUDA out of memory. Tried to allocate 99.00 GiB"
MEMORY = 24 * 2**30


class Hook(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != AFTER:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        run = spec.loader.exec_module
        spec.loader.exec_module = lambda module: (run(module), plant())
        return spec


def plant():
    import torch
    from torch import nn
    from torch.overrides import TorchFunctionMode
    from torch.utils._device import DeviceContext

    broken = {"kernel": False, "all": False}

    def here(value):
        asked = isinstance(value, str | torch.device) and str(value).startswith("cuda")
        return "cpu" if asked else value

    class Played(TorchFunctionMode):
        def __torch_function__(self, func, types, args=(), kwargs=None):
            named = kwargs or {}
            if func is torch.device:
                return func(*args, **named)
            if broken["all"] and (types or "device" in named):
                raise RuntimeError(ASSERT)
            for kind in types:
                if kind.__name__ == "AbstractTensor":  # runs other operations, which are played as well
                    with Played():
                        return kind.__torch_function__(func, types, args, named)
            played = {name: here(value) for name, value in named.items()}
            return func(*map(here, args), **played)

    def synchronize(device=None):
        if broken["kernel"]:
            broken["all"] = True
            raise RuntimeError(ASSERT)

    def fail():
        broken["kernel"] = True
        if os.environ.get("CUDA_LAUNCH_BLOCKING") == "1":
            synchronize()

    def run_out():
        raise torch.OutOfMemoryError(OUT)

    def on_cpu(kind):
        begin = kind.__init__
        kind.__init__ = lambda self, device, *rest, **named: begin(self, here(device), *rest, **named)

    def wrap(kind, act):
        forward = kind.forward

        def planted(self, x):
            if x.dim() == 4 and not x.is_meta and "Abstract" not in type(x).__name__:
                act()
            return forward(self, x)

        kind.forward = planted

    on_cpu(DeviceContext)
    on_cpu(torch.amp.autocast_mode.autocast)
    visible = os.environ.get("CUDA_VISIBLE_DEVICES", "0,1").split(",")
    torch.accelerator.current_accelerator = lambda *_: torch.device("cuda")
    torch.accelerator.device_count = lambda: len(visible)
    torch.accelerator.synchronize = synchronize
    torch.accelerator.empty_cache = lambda: None
    torch.cuda.mem_get_info = lambda *_: (MEMORY, MEMORY)
    torch.cuda.get_device_name = lambda *_: f"{NAME} ({os.environ.get('CUDA_VISIBLE_DEVICES')})"
    wrap(nn.ELU, fail)
    wrap(nn.CELU, run_out)
    Played().__enter__()


sys.meta_path.insert(0, Hook())
