"""What comes to a convolution of clips or volumes without one of its five dimensions."""

from fuzz.message.reading import Told, plain
from fuzz.message.table.layer.convolution_sizes import channels
from fuzz.message.table.layer.pages import module

CLIP = len("NCTHW")
CONV = module("Conv3d")
FRAMES = (
    "a convolution of clips takes [N, {wanted}, T, H, W]; here {frames} frames of {wanted} channels lie"
    " behind each other in dimension 1 of [{shape}], as networks for images take them"
)
UNFOLDED = (
    "x = x.view(N, {frames}, {wanted}, H, W).transpose(1, 2), with the sizes of x; or the option of the"
    " data set for 3D networks, which leaves the frames apart"
)


def _folded(shape: tuple[int, ...], wanted: int) -> dict[str, str] | None:
    if len(shape) != CLIP - 1 or wanted < 1 or shape[1] <= wanted or shape[1] % wanted:
        return None
    frames, sizes = shape[1] // wanted, ", ".join(map(str, shape))
    return {"frames": str(frames), "wanted": str(wanted), "shape": sizes}


def _weighed(told: Told) -> int:
    """The channels that a weight of five dimensions takes; 0 for any other. A message that was typed may
    leave one of its numbers out."""
    weight = told.shape("weight")
    rank = told.number("rank") if "rank" in told else len(weight)
    return weight[1] if rank == CLIP and len(weight) > 1 else 0


def frames_folded(told: Told) -> dict[str, str] | None:
    """Frames that were put into the channels, as the message of torch 1.10 and before tells it."""
    return _folded(told.shape("got"), _weighed(told))


def frames_folded_of_one(told: Told) -> dict[str, str] | None:
    """The same since: four dimensions are taken for one clip, which gets a batch dimension."""
    shape = told.shape("got")
    if not _weighed(told) or len(shape) != CLIP or shape[0] != 1 or shape[1] == channels(told)[0]:
        return None
    return _folded(shape[1:], channels(told)[0])


def image(told: Told) -> dict[str, str] | None:
    """A batch of images, without a dimension for frames or slices."""
    shape, wanted = told.shape("got"), _weighed(told)
    if not wanted or len(shape) != CLIP - 1 or wanted not in shape[:2]:
        return None
    if shape[1] == wanted:
        return {
            "what": "images without a dimension for frames or slices",
            "add": f"x.view(N, T, {wanted}, H, W).transpose(1, 2) where the {shape[0]} images are"
            f" frames of"
            " clips that were put into the batch, x.unsqueeze(2) where each is a clip of one frame",
        }
    return {"what": "one clip without its batch dimension", "add": "x.unsqueeze(0)"}


FOLDED = plain(
    "convolution.frames_folded",
    cause=FRAMES,
    fix=UNFOLDED,
    page=CONV,
    confidence="likely",
    more=frames_folded,
)
FOLDED_OF_ONE = plain(
    "convolution.frames_folded",
    cause=f"{FRAMES}, and were taken for one clip",
    fix=f"{UNFOLDED}; where it is one clip of as many channels as dimension 0 has, make the first layer"
    " for these",
    page=CONV,
    confidence="likely",
    more=frames_folded_of_one,
)
IMAGES = plain(
    "convolution.no_frames",
    cause="a convolution of clips or volumes expects five dimensions, [N, C, T, H, W], but got [{got}],"
    " {what}",
    fix="add it, {add}; or use a network for images, with nn.Conv2d",
    page=CONV,
    confidence="likely",
    more=image,
)


def _one_image(told: Told) -> bool:
    return told.text("axes") == "3" and len(told.shape("got")) == len("CHW")


IMAGE_FOR_CLIP = plain(
    "convolution.image_for_clip",
    cause="a convolution of clips or volumes expects [N, C, T, H, W], but got [{got}]: one image, or the"
    " slices of one volume, without the other dimensions",
    fix="for one image add a batch and frames, x[None, :, None]; for slices or grey frames [T, H, W] add"
    " a batch and a channel, x[None, None]; or use a network for images, with nn.Conv2d",
    page=CONV,
    confidence="likely",
    when=_one_image,
)
