"""On which axis of its input a convolution finds the channels that it was made for."""

from fuzz.message.reading import Told
from fuzz.message.table.layer.convolution_sizes import WIDTHS, channels

IMAGE, BATCH, CLIPS = 3, 4, 5
"""The dimensions of one image, of a batch of images, and of a batch of clips or volumes."""

SEVEN = 7
"""The kernel of the first convolution of a ResNet."""

FRONT = {
    BATCH: "x.permute(0, 3, 1, 2) of a batch (N, H, W, C), x.permute(2, 0, 1) of one image"
    " (transforms.ToTensor() does so)",
    CLIPS: "x.permute(0, 4, 1, 2, 3) of a batch of clips (N, T, H, W, C)",
}


def last(told: Told) -> dict[str, str] | None:
    """The number of channels that is wanted stands last, where an image of NumPy has it."""
    wanted, got = channels(told)
    shape = told.shape("got")
    if wanted == got or not shape or shape[-1] != wanted or wanted > BATCH:
        return None
    if (
        len(shape) > IMAGE and shape[-2] == wanted == IMAGE
    ):  # a map of 3 x 3, of as many channels as it has
        return None
    front = FRONT.get(len(shape), FRONT[BATCH])
    return {"wanted": str(wanted), "given": str(got), "shape": str(list(shape)), "front": front}


def _inside(told: Told, rank: int) -> dict[str, str] | None:
    """The three channels that are wanted stand on axis 2 of an input of so many dimensions."""
    wanted, got = channels(told)
    shape = told.shape("got")
    if wanted != IMAGE or wanted == got or len(shape) != rank or shape[2] != wanted:
        return None
    if min(shape[1], shape[3]) <= BATCH:
        return None
    return {"wanted": str(wanted), "given": str(got), "shape": str(list(shape))}


def moved(told: Told) -> dict[str, str] | None:
    """An image whose channels were in front, and were moved once more."""
    return _inside(told, BATCH)


def frames_first(told: Told) -> dict[str, str] | None:
    """Clips whose frames stand before the channels."""
    return _inside(told, CLIPS)


def _stem(told: Told) -> bool:
    """Whether the weight is that of the first convolution of a ResNet."""
    weight = told.shape("weight")
    return len(weight) == BATCH and set(weight[2:]) == {SEVEN} and weight[1] in (1, IMAGE)


def map_again(told: Told) -> dict[str, str] | None:
    """A map, as the stages of a ResNet give them, in front of the first convolution of one."""
    wanted, got = channels(told)
    return {"wanted": str(wanted), "given": str(got)} if _stem(told) and got in WIDTHS else None


def bands(told: Told) -> dict[str, str] | None:
    """Pictures of many bands in front of the first convolution of a ResNet."""
    wanted, got = channels(told)
    weight = told.shape("weight")
    if not _stem(told) or got <= BATCH or got in WIDTHS:
        return None
    # a tensor of three dimensions is taken for one image, and gets a batch dimension
    grey = (
        f"; where they are {got} grey images without a dimension for their channel,"
        f" x.unsqueeze(1).expand(-1, {wanted}, -1, -1)"
        if told.shape("got")[0] == 1 and wanted == IMAGE
        else ""
    )
    return {"wanted": str(wanted), "given": str(got), "outs": str(weight[0]), "grey": grey}
