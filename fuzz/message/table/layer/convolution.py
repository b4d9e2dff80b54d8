"""Messages about the inputs of convolutions."""

from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.layer.pages import module
from fuzz.message.words import check_layer
from strategies.contract.predict import UNBATCHED
from strategies.rule import RuleViolated
from strategies.value import Options

CONV = module("Conv2d")
WIDTHS = (64, 128, 256, 512, 1024, 2048)
"""The numbers of channels that the stages of ResNets give."""


def convolution(told: Told) -> str:
    """The class of the convolution that a weight is of."""
    return f"Conv{len(told.shape('weight')) - 2}d"


def _transposed(told: Told) -> str:
    return f"ConvTranspose{len(told.shape('weight')) - 2}d"


def _convolve(told: Told) -> None:
    outs, second, *window = told.shape("weight")
    groups = told.number("groups")
    options: Options = {
        "in_channels": second * groups,
        "out_channels": outs,
        "kernel_size": tuple(window),
        "groups": groups,
    }
    check_layer(convolution(told), options, told.shape("got"))


def _convolve_transposed(told: Told) -> None:
    ins, outs, *window = told.shape("weight")
    options: Options = {"in_channels": ins, "out_channels": outs, "kernel_size": tuple(window)}
    check_layer(_transposed(told), options, told.shape("got"))


def _channels(told: Told) -> tuple[int, int]:
    """The channels that are wanted and those that are given; equal where they can't be told."""
    weight, got = told.shape("weight"), told.shape("got")
    if len(weight) < 3 or len(got) != len(weight):
        return 0, 0
    return weight[1] * told.number("groups"), got[1]


def _of_images(told: Told) -> dict[str, str] | None:
    """The first layer of a network, and images of another number of channels."""
    wanted, got = _channels(told)
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


def _last(told: Told) -> dict[str, str] | None:
    """The number of channels that is wanted stands last, where an image of NumPy has it."""
    wanted, got = _channels(told)
    shape = told.shape("got")
    if wanted == got or not shape or shape[-1] != wanted or wanted > 4:
        return None
    return {"wanted": str(wanted), "given": str(got), "shape": str(list(shape))}


def _other_depth(told: Told) -> dict[str, str] | None:
    """A layer made for the stages of a bottleneck ResNet behind one of basic blocks, or conversely."""
    wanted, got = _channels(told)
    if wanted == got or {wanted, got} - set(WIDTHS) or max(wanted, got) != 4 * min(wanted, got):
        return None
    return {"wanted": str(wanted), "given": str(got)}


def _alone(told: Told) -> None:
    got = told.shape("got")
    raise RuleViolated(UNBATCHED, ("N", *got), got)


def _single(told: Told) -> bool:
    """Whether what came is one image: of as many channels as the weight takes."""
    weight, got = told.shape("weight"), told.shape("got")
    return len(got) == 3 == len(weight) - 1 and got[0] == weight[1]


def _grey(told: Told) -> bool:
    """Whether what came is a batch of images that have no dimension for their one channel."""
    weight, got = told.shape("weight"), told.shape("got")
    return len(got) == 3 == len(weight) - 1 and weight[1] == 1 != got[0]


def _ranked(told: Told) -> None:
    check_layer(_numbered(told), ONE, told.shape("got"))


def _numbered(told: Told) -> str:
    return f"Conv{told.text('axes')}d"


def _counted(told: Told) -> None:
    check_layer("Conv2d", ONE, (2,) * told.number("rank"))


ONE: Options = {"in_channels": 2, "out_channels": 2, "kernel_size": 1}

RANKS = {
    2: "it was flattened before: put the convolution in front of the flatten, or give it height and"
    " width back, x[:, :, None, None]",
    5: "merge frames into the batch, x.flatten(0, 1), or drop a dimension of size 1, x.squeeze(1)",
}


def _rank_of_images(told: Told) -> dict[str, str] | None:
    rank = len(told.shape("got")) if "got" in told else told.number("rank")
    return {"advice": RANKS[rank]} if told.fields.get("axes", "2") == "2" and rank in RANKS else None


READINGS = (
    reading(
        "Given groups={groups:number}, weight of size {weight:shape}, expected input{got:shape} to have",
        "Given groups={groups:number}, weight {weight:shape}, so expected input {got:shape} to have",
        "Given groups={groups:number}, weight{weight:shape}, so expected input{got:shape} to have",
        answers=(
            plain(
                "convolution.channels_last",
                cause="the convolution expects channels in dimension 1, {wanted} of them, but its input"
                " {shape} has them last",
                fix="move them to the front: x.permute(0, 3, 1, 2) of a batch (N, H, W, C),"
                " x.permute(2, 0, 1) of one image (transforms.ToTensor() does so)",
                page=CONV,
                more=_last,
            ),
            asked(
                "forward",
                convolution,
                _convolve,
                cause="the first convolution expects {kind} images with {wanted} input channels"
                " (in_channels={wanted}), but its input [{got}] has {given}",
                fix="{advice}",
                more=_of_images,
            ),
            asked(
                "forward",
                convolution,
                _convolve,
                fix="use in_channels={given}; the stages of resnet18 and resnet34 give 64, 128, 256 and"
                " 512 channels, those of resnet50 and deeper ones 256, 512, 1024 and 2048: what comes"
                " behind a backbone is made for one of the two",
                more=_other_depth,
            ),
            asked("forward", convolution, _convolve),
        ),
    ),
    reading(
        # torch 0.1 to 0.3: https://github.com/pytorch/pytorch/blob/v0.3.0/torch/lib/THNN/generic
        "Need input.size[1] == {wanted:number} but got {got:number} instead",
        "Need input of dimension 4 and input.size[1] == {wanted:number} but got input to be of shape:"
        " {:shape}",
        answers=(
            asked(
                "forward",
                "Conv2d",
                lambda told: check_layer(
                    "Conv2d",
                    {**ONE, "in_channels": told.number("wanted")},
                    (1, told.number("got"), 1, 1),
                ),
                when=lambda told: "got" in told,
            ),
        ),
    ),
    reading(
        "Given transposed={:number}, weight of size {weight:shape}, expected input{got:shape} to have",
        "Given transposed=1, weight{weight:shape}, so expected input{got:shape} to have",
        answers=(asked("forward", _transposed, _convolve_transposed),),
    ),
    reading(
        # torch 0.4 to 1.10
        "Expected {:number}-dimensional input for {:number}-dimensional weight {weight:shape}, but got"
        " {:number}-dimensional input of size {got:shape}",
        # with padding='same'
        "Expected {:number}-dimensional input for {:number}-dimensional weight{weight:shape}, but got"
        " {:number}-dimensional input of size {got:shape}",
        "Expected {:number}-dimensional input for {:number}-dimensional weight {weight:shape}, but got"
        " input of size {got:shape}",
        answers=(
            plain(
                "convolution.no_channel",
                cause="the convolution expects a batch of images with one channel, [N, 1, H, W], but got"
                " [{got}], which has no dimension for the channel",
                fix="add it: x.unsqueeze(1)",
                page=CONV,
                when=_grey,
            ),
            asked("forward", "network", _alone, when=_single),
            asked("forward", "network", _alone, when=lambda told: len(told.shape("got")) == 3),
            asked(
                "forward",
                convolution,
                lambda told: check_layer(convolution(told), ONE, told.shape("got")),
                fix="{advice}",
                more=_rank_of_images,
            ),
            asked(
                "forward",
                convolution,
                lambda told: check_layer(convolution(told), ONE, told.shape("got")),
            ),
        ),
    ),
    reading(
        "(batched) input to conv{axes:number}d, but got input of size: {got:shape}",
        "(batched) input to conv_transpose{axes:number}d, but got input of size: {got:shape}",
        "(batched) input to LazyConv{axes:number}d, but got input of size: {got:shape}",
        answers=(
            asked("forward", _numbered, _ranked, fix="{advice}", more=_rank_of_images),
            asked("forward", _numbered, _ranked),
        ),
    ),
    reading(
        # torch 0.3 and before
        "Expected 4D tensor as input, got {rank:number}D tensor instead",
        "Expected 4D tensor as input, got {rank:number}D instead",
        "expected 3D or 4D input to conv, got {rank:number}D",
        answers=(
            plain(
                "convolution.one_image",
                cause="the convolution expects a batch of images, a 4D input [N, C, H, W], but got"
                " {rank}D: a single image without its batch dimension",
                fix="add it: x.unsqueeze(0)",
                page=CONV,
                confidence="likely",
                when=lambda told: told.number("rank") == 3,
            ),
            asked("forward", "Conv2d", _counted, fix="{advice}", more=_rank_of_images),
            asked("forward", "Conv2d", _counted),
        ),
    ),
)
