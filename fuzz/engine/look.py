"""Looking at accelerators, each time in a process of its own.

To look is to begin CUDA, after which a process can no longer choose its device, nor be forked.
"""

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import metadata
from multiprocessing import get_context

from fuzz.cores import cores
from fuzz.engine.device import VARIABLES, Dealt, Platform, Seat, Seen, deal, is_slice, visible
from fuzz.error import FuzzError

Described = tuple[Platform, list[tuple[int, str]]]
"""A platform, and the memory and the problem of each of its devices that a process sees."""


def seats_for(wanted: str, workers: int | None) -> Dealt:
    """A seat for each worker on the devices that are wanted: auto, cpu or a type of accelerator.

    ``workers`` is how many are wanted, None for as many as there are cores. Raises `FuzzError` where a
    device is wanted that torch doesn't see, or that does not compute.
    """
    on_cpu = (Seat(),) * (workers or cores())
    if wanted == "cpu" or (wanted == "auto" and not may_have_accelerator()):
        return Dealt(on_cpu)
    platform, seen = _look()
    if wanted not in ("auto", platform.type) or (wanted != "auto" and not seen):
        raise FuzzError(_missing(wanted, platform, seen))
    able = [one for one in seen if not one.problem]
    unable = [one for one in seen if one.problem]
    left_out = tuple(f"{platform.type} {one.name} is left out: {one.problem}" for one in unable)
    if able:
        dealt = deal(platform, able, workers, cores())
        return Dealt(dealt.seats, left_out + dealt.told)
    if wanted != "auto":
        raise FuzzError(f"--device {wanted}: {'; '.join(left_out)}")
    return Dealt(on_cpu, left_out)


def may_have_accelerator() -> bool:
    """Whether the installed torch may have one: not a build for CPUs to which no backend is added."""
    plugins = metadata.entry_points(group="torch.backends")
    return bool(plugins) or not metadata.version("torch").endswith("+cpu")


def _missing(wanted: str, platform: Platform, seen: list[Seen]) -> str:
    there = f"{len(seen)} of type {platform.type}" if seen else "no accelerator"
    instead = f"{platform.type}, cpu or auto" if seen else "cpu or auto"
    return (
        f"--device {wanted}: torch {metadata.version('torch')} sees {there} here; use --device {instead}"
    )


def _look() -> tuple[Platform, list[Seen]]:
    """What torch sees, as far as the caller lets us use it."""
    platform, seen = _asked()
    names = visible(platform.name, os.environ)
    if names is None or not any(map(is_slice, names)):
        named = names or tuple(map(str, range(platform.count)))
        return platform, [Seen(name, *one) for name, one in zip(named, seen, strict=False)]
    variable, found = VARIABLES[platform.name], []
    for name in names:
        _, there = _asked(variable, name)
        found += [Seen(name, *one) for one in there]
    return platform, found


def _asked(variable: str = "", name: str = "") -> Described:
    """What a new process sees, with one device alone visible to it where that is named."""
    with ProcessPoolExecutor(1, get_context("spawn"), _only, (variable, name)) as pool:
        try:
            return pool.submit(_described).result()
        except BrokenProcessPool:
            raise FuzzError(
                "--device: the process ends in which torch looks for accelerators; use --device cpu"
            ) from None


def _only(variable: str, name: str) -> None:
    if variable:
        os.environ[variable] = name


def _described() -> Described:
    """What this process sees."""
    import torch

    from fuzz.execution.accelerator import memory, problem_of

    current = torch.accelerator.current_accelerator()
    count = torch.accelerator.device_count()
    if current is None or not count:
        return Platform(), []
    found = []
    for index in range(count):
        device = f"{current.type}:{index}"
        problem = problem_of(device)
        found.append((0 if problem else (memory(device) or (0, 0))[1], problem))
    return Platform("hip" if torch.version.hip else current.type, count), found
