"""grant(): a network that its user has named is imported and described, and may be a subject."""

import os
import re

import torch
from torch import Tensor, nn

from fuzz.error import FuzzError
from fuzz.execution.library import own
from fuzz.execution.library.agreement import require_agreement, require_copied, require_ordinary
from fuzz.execution.library.describe import describe
from fuzz.execution.library.follow import Unfollowed
from fuzz.execution.library.parts import parts_of
from fuzz.text import printable
from strategies.network import models
from strategies.network.described import Description, restored
from strategies.network.imported import Imported
from strategies.value import Shape

SIDES = (64, 32, 224)
"""The height and width of the images that cases are drawn with: a network has to take one of them."""

NAME = re.compile(r"\w{1,90}", re.ASCII)

LONGEST = 200
"""The most characters that are told of an error."""


def grant(name: str) -> None:
    """Let cases of this process name a network of your own, by MODULE:FACTORY.

    It is imported here, and described. Raises `FuzzError` as `imported` does.
    """
    if not models.is_seen(name):
        models.grant(imported(name))


def imported(name: str) -> Imported:
    """A network of the user's own as plain data, found by following it.

    Raises `FuzzError` where it is not found, or can't be built, or can't be said as data: then its
    message names the module, the line of its code where that is known, and what is for such networks.
    """
    found = own.find_quietly(name)
    network = own.made(name, found)
    try:
        description, shape, output = _described(network)
    except Unfollowed as error:
        place = f" ({error.place})" if error.place is not None else ""
        told, other = f"{name} can't be a subject: {error}{place}", f"`fuzz check {name} --edits`"
        raise FuzzError(f"{told}; {other} is for such networks") from None
    return Imported(
        name=name,
        directory=os.getcwd(),
        called=not isinstance(found, nn.Module),
        description=description,
        parts=parts_of(restored(description)),
        output=output,
        channels=shape[1],
        side=_smallest(network, shape),
    )


def _described(network: nn.Module) -> tuple[Description, Shape, str]:
    """The description of a network, the images that it takes, and the attribute of its output that is
    the tensor.

    Raises `Unfollowed` where there is none that says all of it.
    """
    require_ordinary(network)
    shape = _taken(network)
    require_copied(network, shape)
    output = _attribute(_run(network, shape))
    meta = own.copied(network, private=True).to("meta")
    first, *others = (
        _followed(meta, shape, training=False),
        _followed(meta, shape, training=True),
        *(_followed(meta, other, training=False) for other in _varied(network, shape)),
    )
    if any(other != first for other in others):
        raise Unfollowed("what its forward() does depends on the mode, or on the size of its input")
    if not first.network.children:
        raise Unfollowed("it has no modules in it, so there is nothing to edit")
    _require_names(first)
    require_agreement(meta, restored(first), (shape, *_others(shape[1])))
    return first, shape, output


def _others(channels: int) -> tuple[Shape, ...]:
    """Other inputs, on which a network has to do the same, or to fail as its layers say."""
    sizes = ((3, 64, 64), (3, 32, 32), (2, 96, 96), (1, 33, 65))
    return (*((n, channels, height, width) for n, height, width in sizes), (2, channels + 1, 64, 64))


def _followed(meta: nn.Module, shape: Shape, *, training: bool) -> Description:
    images, network = torch.zeros(shape, device="meta"), own.copied(meta, private=True)
    try:
        with torch.no_grad():  # and again with grad, whatever a forward that is broken off has set
            return describe(network.train(training), images, "its own forward()")
    except Unfollowed:
        raise
    except Exception as error:
        why = "its forward() needs the values of a tensor, or its device"
        raise Unfollowed(f"{why} ({_said(error)})", own.line_of(error)) from None


def _taken(network: nn.Module) -> Shape:
    """The first images of `SIDES`, with 3 channels or those of its first convolution, that it takes."""
    first = next((one.in_channels for one in network.modules() if isinstance(one, nn.Conv2d)), 3)
    refused: list[Unfollowed] = []
    shapes = [(2, channels, side, side) for channels in dict.fromkeys((3, first)) for side in SIDES]
    for shape in shapes:
        try:
            _run(network, shape)
            return shape
        except Unfollowed as error:
            refused.append(error)
    wanted = " or ".join(map(str, shapes))
    raise Unfollowed(f"it has to take images of shape {wanted}, but {refused[0]}", refused[0].place)


def _smallest(network: nn.Module, taken: Shape) -> int:
    """The smallest of `SIDES` that a network takes, which takes images of one of them."""
    *others, least = taken[0], taken[1], min(SIDES)
    try:
        _run(network, (*others, least, least))
    except Unfollowed:
        return taken[2]
    return least


def _varied(network: nn.Module, shape: Shape) -> list[Shape]:
    """Another batch, which a network has to take, and another size if it does."""
    batch, other = (shape[0] + 1, *shape[1:]), (2, shape[1], 96, 65)
    _run(network, batch)
    try:
        _run(network, other)
    except Unfollowed:
        return [batch]
    return [batch, other]


def _run(network: nn.Module, shape: Shape) -> object:
    try:
        with torch.no_grad():
            return own.copied(network, private=True).eval()(torch.zeros(shape))
    except Exception as error:
        raise Unfollowed(
            f"it raises {type(error).__name__}: {_said(error)}", own.line_of(error)
        ) from None


def _said(error: Exception) -> str:
    return printable(" ".join(str(error).split())[:LONGEST])


def _attribute(output: object) -> str:
    """The attribute of an output that is the tensor; "" where it is one itself."""
    if isinstance(output, Tensor):
        return ""
    if isinstance(getattr(output, "logits", None), Tensor):
        return "logits"
    raise Unfollowed(f"it returns a {type(output).__name__}, and not one tensor")


def _require_names(description: Description) -> None:
    """Raise `Unfollowed` where a class has a name that no id of a failure can have."""
    for name in description.programs:
        if not NAME.fullmatch(name):
            raise Unfollowed(f"its class {name[:90]!r} has too long a name, or one that is not ASCII")
