"""What the sizes of a convolution tell about its input: which image, map or layer it is of."""

import re
from math import isqrt

from fuzz.message.reading import Told
from fuzz.message.words import check_layer
from strategies.contract.predict import UNBATCHED
from strategies.rule import RuleViolated
from strategies.value import Options

WIDTHS = (64, 128, 256, 512, 1024, 2048)
"""The numbers of channels that the stages of ResNets give."""

INSIDE = 16
"""From so many channels on an input is that of a layer inside of a network, and no image."""


def convolution(told: Told) -> str:
    """The class of the convolution that a weight is of; some releases print more numbers than it has."""
    rank = told.number("rank") if "rank" in told else len(told.shape("weight"))
    return f"Conv{rank - 2}d"


def transposed(told: Told) -> str:
    """The class of the transposed convolution that a weight is of."""
    return f"ConvTranspose{len(told.shape('weight')) - 2}d"


def _groups(told: Told) -> int:
    """The groups, which a message whose beginning was cut off does not say."""
    if "groups" in told:
        return told.number("groups")
    return max(1, told.number("wanted") // max(1, told.shape("weight")[1]))


def convolve(told: Told) -> None:
    """Ask the contract for the number of channels."""
    outs, second, *window = told.shape("weight")
    groups = _groups(told)
    options: Options = {
        "in_channels": second * groups,
        "out_channels": outs,
        "kernel_size": tuple(window),
        "groups": groups,
    }
    check_layer(convolution(told), options, told.shape("got"))


def convolve_transposed(told: Told) -> None:
    """Ask the contract for the number of channels of a transposed convolution."""
    ins, outs, *window = told.shape("weight")
    options: Options = {"in_channels": ins, "out_channels": outs, "kernel_size": tuple(window)}
    check_layer(transposed(told), options, told.shape("got"))


def channels(told: Told) -> tuple[int, int]:
    """The channels that are wanted and those that are given; equal where they can't be told."""
    weight, got = told.shape("weight"), told.shape("got")
    if len(weight) < 3 or len(got) != len(weight):
        return 0, 0
    return weight[1] * _groups(told), got[1]


def of_images(told: Told) -> dict[str, str] | None:
    """The first layer of a network, and images of another number of channels."""
    wanted, got = channels(told)
    weight = told.shape("weight")
    if wanted == got or wanted not in (1, 3) or got not in (1, 2, 3, 4) or len(weight) != 4:
        return None
    images = {1: "grey", 3: "RGB"}
    mode = "'RGB'" if wanted == 3 else "'L'"
    again = f", or x.expand(-1, {wanted}, -1, -1)" if got == 1 else ""
    kernel = weight[-1]
    convert = f"convert the images: Image.open(path).convert({mode}){again}"
    stem = "stride=2, padding=3, bias=False" if kernel == 7 else "..."
    own = f"model.conv1 = nn.Conv2d({got}, {weight[0]}, kernel_size={kernel}, {stem})"
    return {
        "wanted": str(wanted),
        "given": str(got),
        "kind": images[wanted],
        "advice": f"{convert}; or give the network a first layer for {got}: {own}",
    }


def other_depth(told: Told) -> dict[str, str] | None:
    """A layer made for the stages of a bottleneck ResNet behind one of basic blocks, or conversely."""
    wanted, got = channels(told)
    if wanted == got or {wanted, got} - set(WIDTHS) or max(wanted, got) != 4 * min(wanted, got):
        return None
    return {"wanted": str(wanted), "given": str(got)}


def apart(told: Told) -> dict[str, str] | None:
    """The two numbers of channels, where they differ."""
    wanted, got = channels(told)
    return None if wanted == got else {"wanted": str(wanted), "given": str(got)}


def batch_of_grey(told: Told) -> dict[str, str] | None:
    """A batch without a dimension for its channel, to which a batch dimension was added."""
    wanted, got = channels(told)
    shape = told.shape("got")
    if wanted != 1 or got <= 4 or len(shape) != 4 or shape[0] != 1:
        return None
    return {"given": str(got), "shape": str(list(shape))}


def image_inside(told: Told) -> dict[str, str] | None:
    """An image in front of a layer that no network begins with."""
    wanted, got = channels(told)
    return apart(told) if got in (1, 3) and wanted >= INSIDE else None


def squeeze(told: Told) -> dict[str, str] | None:
    """A block of attention to channels, behind its pooling."""
    wanted, got = channels(told)
    places = told.shape("got")[2:]
    outs = told.shape("weight")[0]
    if got not in (2 * wanted, 4 * wanted) or set(places) != {1} or outs * 2 > wanted:
        return None
    return {"wanted": str(wanted), "given": str(got), "times": str(got // wanted)}


def not_joined(told: Told) -> dict[str, str] | None:
    """Half the channels that are wanted, as a map has that was not joined with another."""
    wanted, got = channels(told)
    one = _groups(told) == 1
    return apart(told) if one and got >= INSIDE and wanted == 2 * got else None


def alone(told: Told) -> None:
    """The violation of a single image."""
    got = told.shape("got")
    raise RuleViolated(UNBATCHED, ("N", *got), got)


def single(told: Told) -> bool:
    """Whether what came is one image: of as many channels as the weight takes."""
    weight, got = told.shape("weight"), told.shape("got")
    return len(got) == 3 and len(weight) > 1 and got[0] == weight[1]


def image_last(told: Told) -> bool:
    """Whether what came is one image with its channels last, as NumPy has them."""
    weight, got = told.shape("weight"), told.shape("got")
    return len(got) == 3 and len(weight) > 1 and weight[1] <= 4 and got[-1] == weight[1] != got[0]


def no_channels(told: Told) -> bool:
    """Whether what came is a batch of grey images for a network of colour images."""
    weight, got = told.shape("weight"), told.shape("got")
    return len(got) == 3 and len(weight) > 1 and weight[1] == 3 and got[0] > 4


def grey(told: Told) -> bool:
    """Whether what came is a batch of images that have no dimension for their one channel."""
    weight, got = told.shape("weight"), told.shape("got")
    return len(got) == 3 and len(weight) > 1 and weight[1] == 1 != got[0] and got[-1] != 1


def ranked(told: Told) -> None:
    """Ask the contract for the number of dimensions."""
    check_layer(numbered(told), ONE, told.shape("got"))


def weighed(told: Told) -> None:
    """Ask the contract for the number of dimensions, by those of the weight."""
    check_layer(convolution(told), ONE, told.shape("got"))


def numbered(told: Told) -> str:
    """The class of a convolution whose message has its number of axes."""
    return f"Conv{told.text('axes')}d"


def counted(told: Told) -> None:
    """Ask the contract for a number of dimensions without sizes."""
    check_layer("Conv2d", ONE, (2,) * told.rank("rank"))


ONE: Options = {"in_channels": 2, "out_channels": 2, "kernel_size": 1}

RANKS = {
    2: "it was flattened before: put the convolution in front of the flatten, or give it height and"
    " width back, x[:, :, None, None]",
    5: "merge frames into the batch, x.flatten(0, 1), or drop a dimension of size 1, x.squeeze(1)",
}
VOLUMES = "use a network for volumes and clips: torchvision.models.video.r3d_18(), with nn.Conv3d"


def _five(got: tuple[int, ...]) -> str:
    """What to do about five axes, by the one that can be that of the channels of an image."""
    last = ".permute(0, 3, 1, 2)" if got[-1] in (1, 3, 4) and got[2] not in (1, 3, 4) else ""
    where = ", as its channels are last" if last else ""
    if got[1] == 1:
        return f"drop the dimension of size 1{where}: x.squeeze(1){last}"
    if last or got[2] in (1, 3, 4):
        return f"merge frames into the batch{where}: x.flatten(0, 1){last}"
    if got[1] in (1, 3, 4):
        frames = "merge frames into the batch: x.transpose(1, 2).flatten(0, 1)"
        return f"{frames}, as the channels stand before them; or {VOLUMES}"
    merged = f"x.transpose(1, 2).flatten(0, 1) where the {got[1]} are its channels"
    return f"{VOLUMES}; or take it slice by slice, {merged}, x.flatten(0, 1) where the {got[2]} are"


IMAGES = 4
"""The dimensions of a batch of images."""

SUMMARY = (
    "give summary() of torchsummary the size of one image, (3, 224, 224), without the batch: it puts a"
    " batch of 2 in front itself; where the images are frames of videos, merge them into the batch,"
    " x.flatten(0, 1)"
)

PLANE = 16
"""From more rows and columns than so many on, two dimensions are hardly a batch of features."""


def one_grey(told: Told) -> dict[str, str] | None:
    """A single grey image, of height and width alone."""
    got = told.shape("got")
    if not got or _like_features(*got[-2:]):
        return None
    first = any(re.search(r"\bself\.conv1\(", frame.source) for frame in told.raised.frames)
    return of_two(told) if first or min(got) > PLANE or got[0] == got[-1] > 1 else None


def of_two(told: Told) -> dict[str, str] | None:
    """Two dimensions before a Conv2d."""
    two = len(told.shape("got")) == 2 and (told.text("axes") == "2" or told.text("rank") == "4")
    return {"shape": str(list(told.shape("got")))} if two else None


def _like_features(batch: int, features: int = 0) -> bool:
    """Whether it may be a batch: of what a ResNet gives, or of square images that were flattened."""
    square = any(features == channels * isqrt(features // channels) ** 2 for channels in (1, 3))
    return batch != features and (features in WIDTHS or square)


def _summarised(told: Told, rank: int) -> bool:
    """Whether torchsummary or torchinfo made the input, by its frames or by its batch of two."""
    if rank != IMAGES + 1:
        return False
    if any(re.search(r"torchsummary|torchinfo|torchstat|thop", one.path) for one in told.raised.frames):
        return True
    got = told.shape("got") if "got" in told else ()
    return got[:1] == (2,) and got[2] in (1, 3, 4) and not told.raised.frames[2:]


def rank_of_images(told: Told) -> dict[str, str] | None:
    """What to do about an input of so many dimensions."""
    rank = len(told.shape("got")) if "got" in told else told.number("rank")
    if _summarised(told, rank):
        return {"advice": SUMMARY}
    if told.fields.get("axes", "2") != "2" or rank not in RANKS:
        return None
    return {"advice": _five(told.shape("got")) if "got" in told and rank == IMAGES + 1 else RANKS[rank]}
