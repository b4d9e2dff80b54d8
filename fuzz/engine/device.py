"""One device for each worker, chosen before torch starts CUDA."""

import os

from fuzz.error import FuzzError

NO_GPU = "--device cuda: torch sees no GPU here; use --device cpu or auto"


def worker_number(name: str) -> int:
    """The number in a pytest-xdist worker's name ("gw3"); 0 for the only process ("master")."""
    return int(name.removeprefix("gw")) if name.startswith("gw") else 0


def visible_devices(environment: dict[str, str], count: int) -> list[str]:
    """The GPUs that the caller lets us use: CUDA_VISIBLE_DEVICES where it is set, else all.

    ``count`` is how many torch sees of them: CUDA stops at the first name that it does not know.
    """
    chosen = environment.get("CUDA_VISIBLE_DEVICES")
    if chosen is None:
        return [str(index) for index in range(count)]
    return [name.strip() for name in chosen.split(",") if name.strip()][:count]


def require_device(wanted: str) -> None:
    """Raise `FuzzError` where a GPU is wanted and there is none, before any worker is started."""
    if wanted == "cuda":
        import torch

        if not visible_devices(dict(os.environ), torch.cuda.device_count()):
            raise FuzzError(NO_GPU)


def take_device(wanted: str, worker: int) -> str:
    """The torch device of a worker: "cpu", or "cuda" after making one GPU the only visible one.

    ``wanted`` is auto, cpu or cuda; GPUs are dealt to the workers in turn. Raises `FuzzError` where
    a GPU is wanted and there is none.
    """
    if wanted == "cpu":
        return "cpu"
    import torch

    devices = visible_devices(dict(os.environ), torch.cuda.device_count())
    if not devices:
        if wanted == "cuda":
            raise FuzzError(NO_GPU)
        return "cpu"
    os.environ["CUDA_VISIBLE_DEVICES"] = devices[worker % len(devices)]
    return "cuda"
