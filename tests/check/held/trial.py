"""A network run as its author would: inputs made for it, steps of training, and where it failed."""

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from tests.check.held.truth import Make, Row

SEED = 0


@dataclass(frozen=True)
class Failure:
    """What was raised, at which stage, and the line of the network's own file (null: none of its)."""

    stage: str
    error: str
    message: str
    line: int | None


def inputs(row: Row, n: int, h: int, w: int, *, dtype: str = "float32", more: int = 0) -> list[Tensor]:
    """A tensor for each input of the network, with so many channels ``more`` than it takes."""
    kind = getattr(torch, dtype)
    shapes = [(n, *_sizes(row, channels + more, h, w)) for channels in row.contract.each]
    shapes += [(n, *other[1:]) for other in row.others]
    if kind.is_floating_point:
        return [torch.randn(shape).to(kind) for shape in shapes]
    return [torch.randint(0, 256, shape, dtype=kind) for shape in shapes]


def _sizes(row: Row, channels: int, h: int, w: int) -> tuple[int, ...]:
    """All but the batch: for sounds W alone, for videos with what is between N and the channels."""
    given = row.input or [0, 0, 0, 0]
    return (channels, w) if len(given) == 3 else (*given[1:-3], channels, h, w)


def tensors(output: Any) -> Iterator[Tensor]:
    """All tensors of an output, whatever it is made of."""
    if isinstance(output, Tensor):
        yield output
    elif isinstance(output, dict):
        yield from tensors(list(output.values()))
    elif isinstance(output, (list, tuple)):
        for part in output:
            yield from tensors(part)


def objective(row: Row, output: Any, n: int, h: int, w: int) -> Tensor:
    """The author's loss, or any number that hangs on every output."""
    if row.loss is None or row.target is None:
        return torch.stack([(part * torch.randn_like(part)).sum() for part in tensors(output)]).sum()
    sizes = {"N": n, "H": h, "W": w}
    shape = [sizes[part] if isinstance(part, str) else part for part in row.target.shape]
    loss: nn.Module = getattr(nn, row.loss)()
    number: Tensor = loss(output, torch.zeros(shape, dtype=getattr(torch, row.target.dtype)))
    return number


def attempt(
    row: Row, make: Make, *, mode: str = "train", n: int = 2, size: int | None = None, steps: int = 1
) -> Failure | None:
    """Build it and run it, with backward and a step in training; the failure, if there is one."""
    torch.manual_seed(SEED)
    side = size or row.size
    stage = "build"
    try:
        net = make().train(mode == "train")
        for step in range(steps):
            prefix = "second step" if step else None
            stage = prefix or "forward"
            output = net(*inputs(row, n, side, side))
            stage = prefix or "loss"
            number = objective(row, output, n, side, side)
            if mode == "train":
                stage = prefix or "backward"
                number.backward()  # type: ignore[no-untyped-call]
                descend(net)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame.lineno for frame in frames if frame.filename == str(row.path)]
        return Failure(stage, type(error).__name__, str(error), own[-1] if own else None)
    return None


def descend(net: nn.Module) -> None:
    """A small step down every gradient, which is then forgotten."""
    for parameter in net.parameters():
        if parameter.grad is not None:
            parameter.data.sub_(parameter.grad, alpha=1e-4)
            parameter.grad = None
