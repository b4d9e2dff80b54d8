"""Messages about the inputs of convolutions."""

from fuzz.message.reading import Answering, Asking, also, asked, plain, reading
from fuzz.message.table.layer import convolution_axes as axes
from fuzz.message.table.layer import convolution_clips as clips
from fuzz.message.table.layer import convolution_sizes as sizes
from fuzz.message.table.layer.joined import JOINED, NOT_REDUCED
from fuzz.message.table.layer.pages import module
from fuzz.message.table.layer.taken import TAKEN
from fuzz.message.words import check_layer

CONV = module("Conv2d")
ADDED = "x[None, None] (for three channels x[None, None].expand(-1, 3, -1, -1))"


def _of_two_dimensions(ask: Asking) -> tuple[Answering, ...]:
    """The answers to an input of two dimensions: one grey image, or that and a batch of features."""
    return (
        asked(
            "forward",
            "Conv2d",
            ask,
            cause="Conv2d expects a batch of images, [N, C, H, W], but got {shape}: a single grey image,"
            " without dimensions for its channel and the batch",
            fix=f"add both: {ADDED}",
            confidence="likely",
            more=sizes.one_grey,
        ),
        asked(
            "forward",
            "Conv2d",
            ask,
            fix=f"where it is a single grey image of height and width, add channel and batch: {ADDED};"
            f" where it is a batch of features, {sizes.RANKS[2]}",
            confidence="likely",
            more=sizes.of_two,
        ),
    )


READINGS = (
    reading(
        "Given groups={groups:number}, weight of size {weight:shape}, expected input{got:shape} to have",
        "Given groups={groups:number}, weight {weight:shape}, so expected input {got:shape} to have",
        "Given groups={groups:number}, weight{weight:shape}, so expected input{got:shape} to have",
        # with spaces lost in typing
        "weight of size {weight:shape},expected input{got:shape}to have {wanted:number} channels",
        # with the beginning cut off, or in other letters
        "weight of size {weight:shape}, expected input{got:shape} to have {wanted:number} channels",
        answers=(
            plain(
                "convolution.channels_last",
                cause="the convolution expects channels in dimension 1, {wanted} of them, but its input"
                " {shape} has them last",
                fix="move them to the front: {front}",
                page=CONV,
                more=axes.last,
            ),
            plain(
                "convolution.channels_moved",
                cause="the convolution expects channels in dimension 1, {wanted} of them, but its"
                " input {shape} has them in dimension 2: a tensor that was [C, H, W] already, as"
                " ToTensor() makes it, was permuted as if its channels were last, or two axes were"
                " transposed",
                fix="leave that permute or transpose out; print(x.shape) in front of it: [3, H, W] of"
                " one image, [N, 3, H, W] of a batch is what the network takes",
                page=CONV,
                confidence="likely",
                more=axes.moved,
            ),
            clips.FOLDED_OF_ONE,
            plain(
                "convolution.frames_first",
                cause="the convolution expects clips with their channels in dimension 1, [N, {wanted},"
                " T, H, W], but its input {shape} has {given} frames there and the channels behind"
                " them",
                fix="change the two: x.transpose(1, 2)",
                page=module("Conv3d"),
                confidence="likely",
                more=axes.frames_first,
            ),
            asked(
                "forward",
                sizes.convolution,
                sizes.convolve,
                cause="the first convolution expects {kind} images with {wanted} input channels"
                " (in_channels={wanted}), but its input [{got}] has {given}",
                fix="{advice}",
                more=sizes.of_images,
            ),
            asked(
                "forward",
                sizes.convolution,
                sizes.convolve,
                cause="the first convolution of the ResNet expects {wanted} input channels"
                " (in_channels={wanted}), but its input [{got}] has {given}: bands, stacked images, or"
                " coefficients",
                fix="give the network a first layer for {given}: model.conv1 = nn.Conv2d({given},"
                " {outs}, kernel_size=7, stride=2, padding=3, bias=False) (behind the loading of"
                " weights, which are for {wanted}); or pass the {wanted} that it was made for, x[:,"
                " :{wanted}]{grey}",
                more=axes.bands,
            ),
            plain(
                "convolution.map_into_stem",
                cause="the first convolution of a ResNet, for images of {wanted} channels, got a map"
                " of {given}, as stages of a network give: features were passed to the whole network,"
                " or other layers, or a second stem, stand in front of it",
                fix="pass the images; of features go on behind the stem, model.layer2(x) of what"
                " layer1 gave; layers in front of the network end in {wanted} channels,"
                " nn.Conv2d({given}, {wanted}, 1), or model.conv1 takes {given}",
                page=CONV,
                confidence="likely",
                more=axes.map_again,
            ),
            plain(
                "convolution.no_channel_dimension",
                cause="the convolution expects grey images, [N, 1, H, W], but got {shape}: a batch of"
                " {given} images without a dimension for their channel, which was taken for one image of"
                " {given} channels",
                fix="add it: x.unsqueeze(1)",
                page=CONV,
                confidence="likely",
                more=sizes.batch_of_grey,
            ),
            plain(
                "convolution.image",
                cause="the convolution expects {wanted} channels, as layers inside of a network give"
                " them,"
                " but got {given}, as images have them: the image itself, or the first of several"
                " features, was passed to it",
                fix="pass it the output of the layer in front of it; of a list of features the"
                " deepest is"
                " the last one: features[-1] (an encoder may give its input as features[0])",
                page=CONV,
                confidence="likely",
                more=sizes.image_inside,
            ),
            also(
                plain(
                    "convolution.first_layer",
                    cause="the first layer of the network was made for {wanted} channels"
                    " (in_channels={wanted}), and the images have {given}",
                    fix="use in_channels={given} in the first layer",
                    page=CONV,
                    confidence="possible",
                    tell="the layer that the traceback names is the first of the network",
                    more=sizes.image_inside,
                )
            ),
            asked(
                "forward",
                sizes.convolution,
                sizes.convolve,
                cause="Conv2d expects {wanted} input channels (in_channels={wanted}), but its input"
                " [{got}], which is pooled, has {given} = {wanted} * {times}: a squeeze-and-excitation"
                " block was made for the planes of its block, whose output has planes * expansion"
                " channels",
                fix="make it for the channels that the block gives: SELayer(planes * block.expansion),"
                " which is {given} here",
                confidence="likely",
                more=sizes.squeeze,
            ),
            NOT_REDUCED,
            JOINED,
            asked(
                "forward",
                sizes.convolution,
                sizes.convolve,
                fix="use in_channels={given}, the channels that arrive, or pass it the {wanted} it was"
                " made for: in a decoder torch.cat([x, skip], dim=1) of the skip connection, where both"
                " have {given}",
                more=sizes.not_joined,
            ),
            asked(
                "forward",
                sizes.convolution,
                sizes.convolve,
                fix="use in_channels={given}; the stages of resnet18 and resnet34 give 64, 128, 256 and"
                " 512 channels, those of resnet50 and deeper ones 256, 512, 1024 and 2048: what comes"
                " behind a backbone is made for one of the two",
                more=sizes.other_depth,
            ),
            asked(
                "forward",
                sizes.convolution,
                sizes.convolve,
                fix="use in_channels={given}, the channels that arrive, or give the layer in front of it"
                " {wanted} output channels",
                more=sizes.apart,
            ),
            asked("forward", sizes.convolution, sizes.convolve),
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
                    {**sizes.ONE, "in_channels": told.number("wanted")},
                    (1, told.number("got"), 1, 1),
                ),
                when=lambda told: "got" in told,
            ),
        ),
    ),
    reading(
        "Given transposed={:number}, weight of size {weight:shape}, expected input{got:shape} to have",
        "Given transposed=1, weight{weight:shape}, so expected input{got:shape} to have",
        answers=(asked("forward", sizes.transposed, sizes.convolve_transposed),),
    ),
    reading(
        # torch 0.4 to 1.10
        "Expected {:number}-dimensional input for {rank:number}-dimensional weight {weight:shape}, but"
        " got {:number}-dimensional input of size {got:shape}",
        # with padding='same'
        "Expected {:number}-dimensional input for {rank:number}-dimensional weight{weight:shape}, but"
        " got {:number}-dimensional input of size {got:shape}",
        "Expected {:number}-dimensional input for {rank:number}-dimensional weight {weight:shape}, but"
        " got input of size {got:shape}",
        answers=(
            clips.FOLDED,
            clips.IMAGES,
            TAKEN,
            plain(
                "convolution.no_channel",
                cause="the convolution expects a batch of images with one channel, [N, 1, H, W], but got"
                " [{got}], which has no dimension for the channel",
                fix="add it: x.unsqueeze(1)",
                page=CONV,
                when=sizes.grey,
            ),
            asked("forward", "network", sizes.alone, when=sizes.single),
            asked(
                "forward",
                "network",
                sizes.alone,
                cause="the network expects a batch of images, [N, C, H, W], but got one image [{got}]"
                " whose channels come last",
                fix="move the channels to the front and add the batch dimension:"
                " x.permute(2, 0, 1).unsqueeze(0)",
                when=sizes.image_last,
            ),
            plain(
                "convolution.grey_batch",
                cause="the convolution expects a batch of RGB images, [N, 3, H, W], but got [{got}],"
                " which"
                " has no dimension for the channels, as grey images have none",
                fix="read the images in RGB, Image.open(path).convert('RGB'), or add the dimension to"
                " grey"
                " ones: x.unsqueeze(1).expand(-1, 3, -1, -1)",
                page=CONV,
                confidence="likely",
                when=sizes.no_channels,
            ),
            asked("forward", "network", sizes.alone, when=lambda told: len(told.shape("got")) == 3),
            *_of_two_dimensions(sizes.weighed),
            asked(
                "forward",
                sizes.convolution,
                sizes.weighed,
                fix="{advice}",
                more=sizes.rank_of_images,
            ),
            asked("forward", sizes.convolution, sizes.weighed),
        ),
    ),
    reading(
        "(batched) input to conv{axes:number}d, but got input of size: {got:shape}",
        "(batched) input to conv_transpose{axes:number}d, but got input of size: {got:shape}",
        "(batched) input to LazyConv{axes:number}d, but got input of size: {got:shape}",
        answers=(
            clips.IMAGE_FOR_CLIP,
            TAKEN,
            *_of_two_dimensions(sizes.ranked),
            asked("forward", sizes.numbered, sizes.ranked, fix="{advice}", more=sizes.rank_of_images),
            asked("forward", sizes.numbered, sizes.ranked),
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
            asked("forward", "Conv2d", sizes.counted, fix="{advice}", more=sizes.rank_of_images),
            asked("forward", "Conv2d", sizes.counted),
        ),
    ),
)
