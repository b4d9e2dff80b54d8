"""grant(): a network that its user has named is imported, followed and described, and may be a subject."""

import os
import re

import torch
from torch import Tensor, nn

from fuzz.error import FuzzError
from fuzz.execution.library import own
from fuzz.execution.library.agreement import require_agreement, require_ordinary
from fuzz.execution.library.describe import describe
from fuzz.execution.library.follow import Unfollowed
from fuzz.execution.library.parts import parts_of
from strategies.network import models
from strategies.network.described import Description, restored
from strategies.network.imported import Imported
from strategies.value import Shape

IMAGES: tuple[Shape, ...] = ((2, 3, 64, 64), (2, 3, 32, 32))
"""What a network has to take one of: the images that cases are drawn with."""

OTHERS: tuple[Shape, ...] = (
    (3, 3, 64, 64),
    (3, 3, 32, 32),
    (2, 3, 96, 96),
    (1, 3, 33, 65),
    (2, 4, 64, 64),
)
"""Other inputs, on which a network has to do the same, or to fail as its layers say."""

NAME = re.compile(r"\w{1,90}", re.ASCII)

ELSEWHERE = "`fuzz check {} --edits` is for such networks"


def grant(name: str) -> None:
    """Let cases of this process name a network of the user's own, by MODULE:FACTORY.

    It is imported and described here. Raises `FuzzError` as `imported` does.
    """
    if not models.is_known(name):
        models.grant(imported(name))


def imported(name: str) -> Imported:
    """A network of the user's own as plain data, found by following it.

    Raises `FuzzError` where it is not found, or can't be built, or can't be said as data: then its
    message names the module, the line of its code where that is known, and what is for such networks.
    """
    found = own.find_quietly(name)
    network = own.made(name, found)
    try:
        described = _described(network)
    except Unfollowed as error:
        place = f" ({error.place})" if error.place is not None else ""
        raise FuzzError(f"{name} can't be a subject: {error}{place}; {ELSEWHERE.format(name)}") from None
    description, output = described
    return Imported(
        name=name,
        directory=os.getcwd(),
        called=not isinstance(found, nn.Module),
        description=description,
        parts=parts_of(restored(description)),
        output=output,
    )


def _described(network: nn.Module) -> tuple[Description, str]:
    """The description of a network, and the attribute of its output that is the tensor.

    Raises `Unfollowed` where there is none that says all of it.
    """
    require_ordinary(network)
    shape = _taken(network)
    output = _attribute(_run(network, shape))
    meta = own.copied(network, private=True).to("meta")
    first, *others = (
        _followed(meta, one, training)
        for one in (shape, *_varied(network, shape))
        for training in (False, True)
    )
    if any(other != first for other in others):
        raise Unfollowed("what its forward() does hangs on the mode, or on the size of its input", None)
    _require_names(first)
    require_agreement(meta, restored(first), (shape, *OTHERS))
    return first, output


def _followed(meta: nn.Module, shape: Shape, training: bool) -> Description:
    images = torch.zeros(shape, device="meta")
    return describe(own.copied(meta, private=True).train(training), images, "its own forward()")


def _taken(network: nn.Module) -> Shape:
    """The first of `IMAGES` that a network takes."""
    said = ""
    for shape in IMAGES:
        try:
            _run(network, shape)
            return shape
        except Unfollowed as error:
            said, place = said or str(error), error.place
    raise Unfollowed(f"it has to take images of shape {IMAGES[0]} or {IMAGES[1]}, but {said}", place)


def _varied(network: nn.Module, shape: Shape) -> list[Shape]:
    """Another batch, which a network has to take, and other sizes as far as it does."""
    batch = (shape[0] + 1, *shape[1:])
    _run(network, batch)
    taken = [batch]
    for other in ((2, 3, 96, 96), (2, 3, 33, 65)):
        try:
            _run(network, other)
            taken.append(other)
        except Unfollowed:
            continue
    return taken


def _run(network: nn.Module, shape: Shape) -> object:
    try:
        with torch.no_grad():
            return own.copied(network, private=True).eval()(torch.zeros(shape))
    except Exception as error:
        said = " ".join(str(error).split())[:200]
        raise Unfollowed(f"raises {type(error).__name__}: {said}", own.line_of(error)) from None


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
