"""Messages about the inputs of normalisation layers."""

from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.layer import norm_channels, one_value
from fuzz.message.table.layer.pages import functional, module
from fuzz.message.table.layer.taken import TAKEN
from fuzz.message.words import check_layer
from strategies.layer import LAYERS

BATCH_NORM, GROUP_NORM = module("BatchNorm2d"), module("GroupNorm")


def _one_of_channel(told: Told) -> None:
    check_layer("BatchNorm2d", {"num_features": 1}, (1, 1, 1, 1), training=True)


def _ranked(kind: str, told: Told) -> None:
    check_layer(kind, {"num_features": 2}, (2,) * told.rank("rank"))


def _layer_norm(told: Told) -> None:
    check_layer("LayerNorm", {"normalized_shape": told.shape("wanted")}, told.shape("got"))


def _channels_in_front(told: Told) -> bool:
    """Whether the size that is wanted at the end is that of the channels, in dimension 1."""
    wanted, got = told.shape("wanted"), told.shape("got")
    return len(wanted) == 1 and len(got) > 2 and got[1] == wanted[0] != got[-1]


def _groups(told: Told) -> None:
    count, groups = told.number("channels"), told.number("groups")

    LAYERS["GroupNorm"].check_options({"num_groups": groups, "num_channels": count})


def _of_groups(told: Told) -> dict[str, str] | None:
    got = told.shape("got")
    if len(got) < 2 or "wanted" not in told:
        return None
    wanted = told.shape("wanted")
    if len(wanted) != 1 or wanted[0] == got[1]:
        return None
    return {"channels": str(got[1]), "num": str(wanted[0])}


def _instance(told: Told) -> None:
    shape = (2, told.number("got"), 4, 4)
    check_layer("InstanceNorm2d", {"num_features": told.number("wanted")}, shape)


def _places(told: Told) -> None:
    got = told.shape("got")
    kind = f"InstanceNorm{min(3, max(1, len(got) - 2))}d"
    check_layer(kind, {"num_features": got[1]}, got, training=True)


def _of_maps(told: Told) -> dict[str, str] | None:
    """How many dimensions of space a map has, of images or of volumes."""
    spatial = told.number("rank") - 2
    return {"spatial": str(spatial)} if spatial in (2, 3) else None


READINGS = (
    reading(
        "Expected {low:number} to {high:number} dimensions, but got {rank:number}-dimensional tensor"
        " for argument"
        " #{:number} '{name:name}'",
        answers=(
            plain(
                "normalisation.dimensions",
                cause="{name} has {rank} dimensions, where the norm takes {low} to {high}: [N, C], or"
                " [N, C, ...]"
                " with up to three of space and time; a dimension of groups or of frames was added",
                fix="merge it into the batch, x.flatten(0, 1), and take it apart behind the norm; a"
                " norm over groups"
                " of channels is nn.GroupNorm(groups, channels), for any number of dimensions",
                page=GROUP_NORM,
                confidence="likely",
            ),
        ),
    ),
    one_value.READING,
    norm_channels.READING,
    reading(
        ": expected 2D or 3D input (got 1D input)",
        answers=(
            asked(
                "forward",
                "BatchNorm1d",
                lambda told: check_layer("BatchNorm1d", {"num_features": 1}, (1,)),
                fix="keep the batch dimension: x.flatten(1), or x.squeeze(-1).squeeze(-1), in place of"
                " x.squeeze(), which takes it away from a batch of one sample, as the last of an epoch"
                " may be; drop_last=True of the DataLoader leaves such a batch out, and BatchNorm can't"
                " train on one sample anyway",
            ),
        ),
    ),
    # torch/nn/modules/batchnorm.py of torch 1.1 to 1.3
    reading(
        ": expected at least 3D input (got {rank:number}D input)",
        answers=(
            plain(
                "normalisation.sync_vector",
                cause="SyncBatchNorm takes features (N, C) since torch 1.4 alone, and this message is"
                " of an older torch, where it wants three dimensions or more: mostly"
                " convert_sync_batchnorm() made one of the nn.BatchNorm1d of a head, whose input [N,"
                " C] is right",
                fix="update torch to 1.4 or later; or keep nn.BatchNorm1d there: convert the backbone"
                " alone, and put the head behind it then",
                page=module("SyncBatchNorm"),
                when=lambda told: told.number("rank") == len("NC"),
            ),
        ),
    ),
    reading(
        ": expected 4D input (got {rank:number}D input)",
        answers=(
            TAKEN,
            asked(
                "forward",
                "BatchNorm2d",
                lambda told: check_layer("BatchNorm2d", {"num_features": 3}, (3, 8, 8)),
                fix="add the batch dimension of one image: x.unsqueeze(0), as a convolution takes one"
                " without, and BatchNorm2d does not (where a batch went in, a line took one image of"
                " it: x[0] in place of x); for features (N, C, L) use nn.BatchNorm1d",
                when=lambda told: told.number("rank") == len("CHW"),
            ),
        ),
    ),
    reading(
        ": expected 2D or 3D input (got {rank:number}D input)",
        answers=(
            asked(
                "forward",
                "BatchNorm1d",
                lambda told: _ranked("BatchNorm1d", told),
                fix="use nn.BatchNorm{spatial}d on maps of {rank} dimensions (print(model) shows"
                " whether the name was given a second time, to another norm), or put nn.BatchNorm1d"
                " behind the flatten, torch.flatten(x, 1)",
                more=_of_maps,
            ),
        ),
    ),
    *(
        reading(
            f": expected {wanted} input (got {{rank:number}}D input)",
            answers=(asked("forward", kind, lambda told, kind=kind: _ranked(kind, told)),),  # type: ignore[misc]
        )
        for kind, wanted in (
            ("BatchNorm2d", "4D"),
            ("BatchNorm3d", "5D"),
            ("BatchNorm1d", "2D or 3D"),
            ("InstanceNorm2d", "3D or 4D"),
            ("InstanceNorm3d", "4D or 5D"),
            ("SyncBatchNorm", "at least 2D"),
        )
    ),
    reading(
        "Given normalized_shape={wanted:shape}, expected input with shape {}, but got input of size"
        "{got:shape}",
        "Given normalized_shape={wanted:shape}, expected input with shape {}, but got input of size"
        " {got:shape}",
        answers=(
            asked(
                "forward",
                "LayerNorm",
                _layer_norm,
                cause="LayerNorm expects an input whose shape ends in [{wanted}] (normalized_shape), but"
                " got [{got}], which has the channels in dimension 1",
                fix="use nn.GroupNorm(1, {wanted}), which takes channels in dimension 1, or move them to"
                " the end and back: norm(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)",
                when=_channels_in_front,
            ),
            asked("forward", "LayerNorm", _layer_norm),
        ),
    ),
    reading(
        "Expected {what:name} to be of same shape as normalized_shape, but got {:name} of shape"
        " {got:sizes} and normalized_shape = {wanted:shape}",
        answers=(
            plain(
                "normalisation.layer_norm_weight",
                cause="the {what} of the layer norm has the shape [{got}], but normalized_shape is"
                " [{wanted}]: one of the two was replaced or loaded alone",
                fix="make the layer again, nn.LayerNorm([{wanted}]), or pass a {what} of that shape",
                page=module("LayerNorm"),
            ),
        ),
    ),
    reading(
        "Expected normalized_shape to be at least 1-dimensional",
        answers=(
            plain(
                "normalisation.no_shape",
                cause="LayerNorm was made with an empty normalized_shape",
                fix="pass the sizes of the last dimensions of its input: nn.LayerNorm(x.shape[-1])",
                page=module("LayerNorm"),
            ),
        ),
    ),
    reading(
        "num_channels ({channels:number}) must be divisible by num_groups ({groups:number})",
        answers=(asked("build", "GroupNorm", _groups),),
    ),
    reading(
        # torch before 2.6 names no numbers
        "num_channels must be divisible by num_groups",
        "Expected num groups to be greater than 0, got",
        answers=(
            plain(
                "normalisation.groups",
                cause="GroupNorm needs num_channels that are a multiple of num_groups",
                fix="use a num_groups that divides the channels of the layer before: 32 for the 64 to"
                " 2048 channels of a ResNet, 1 for any number; the order is nn.GroupNorm(num_groups,"
                " num_channels)",
                page=GROUP_NORM,
            ),
        ),
    ),
    reading(
        "Expected {:name} to be a vector of size equal to the number of channels in input, but got"
        " {:name} of shape {wanted:shape} and input of shape {got:shape}",
        answers=(
            plain(
                "normalisation.group_channels",
                cause="GroupNorm expects {num} channels (num_channels={num}), but its input [{got}] has"
                " {channels}",
                fix="use nn.GroupNorm(num_groups, {channels}), or {num} output channels in the layer"
                " before",
                page=GROUP_NORM,
                more=_of_groups,
            ),
        ),
    ),
    reading(
        "Expected number of channels in input to be divisible by num_groups, but got input of shape"
        " {got:shape} and num_groups={groups:number}",
        answers=(
            plain(
                "normalisation.undivided",
                cause="the channels of the input [{got}] can't be divided into {groups} groups",
                fix="use a num_groups that divides them, or the number of channels that the norm was"
                " made for",
                page=GROUP_NORM,
                when=lambda told: told.shape("got")[1] % max(1, told.number("groups")) != 0,
            ),
        ),
    ),
    # a paste that ends before the size
    reading(
        "more than 1 value per channel when training",
        answers=(asked("forward", "BatchNorm2d", _one_of_channel),),
    ),
    reading(
        "expected input's size at dim={:number} to match num_features ({wanted:number}), but got:"
        " {got:number}",
        answers=(asked("forward", "InstanceNorm2d", _instance),),
    ),
    reading(
        "more than 1 spatial element when training, got input size {got:shape}",
        answers=(asked("forward", "InstanceNorm2d", _places),),
    ),
    reading(
        "batch_norm eps must be positive during training, but got {got:word}",
        "batch_norm eps must be non-negative, but got {got:word}",
        "batch_norm eps must be positive, but got {got:word}",  # torch 2.11
        answers=(
            plain(
                "normalisation.eps",
                cause="the eps of the batch norm is what keeps it from dividing by 0, and is 0 or less",
                fix="use eps=1e-5, the default",
                page=BATCH_NORM,
            ),
        ),
    ),
    reading(
        "running_mean must be defined in evaluation mode",
        "running_var must be defined in evaluation mode",
        "Expected running_mean and running_var to be defined when not using batch statistics",
        answers=(
            plain(
                "normalisation.no_statistics",
                cause="F.batch_norm was called without running statistics, and not in training",
                fix="pass training=True, or running_mean and running_var; nn.BatchNorm2d does either"
                " itself",
                page=functional("batch_norm"),
            ),
        ),
    ),
    reading(
        "running_mean and running_var must either both be None or neither be None",
        "Expected running_mean and running_var to be defined when use_input_stats is false",
        answers=(
            plain(
                "normalisation.half_statistics",
                cause="F.batch_norm or F.instance_norm was called with one, or neither, of running_mean"
                " and running_var, where it needs both",
                fix="pass both, or both as None with training=True (use_input_stats=True of"
                " F.instance_norm); nn.BatchNorm2d does either itself",
                page=functional("batch_norm"),
            ),
        ),
    ),
    reading(
        "Expected at least 2 dimensions for input tensor but received {rank:number}",
        answers=(
            plain(
                "normalisation.group_rank",
                cause="GroupNorm expects an input [N, C, ...] of 2 dimensions or more, but got {rank}",
                fix="keep, or add, the batch dimension: x.unsqueeze(0)",
                page=GROUP_NORM,
            ),
        ),
    ),
    reading(
        "Expected 3D or higher dimensionality input (got {rank:number} dimensions)",
        answers=(
            plain(
                "normalisation.local_response",
                cause="LocalResponseNorm expects an input with channels and places, 3 dimensions or"
                " more, but got {rank}",
                fix="put it in front of the flatten",
                page=module("LocalResponseNorm"),
            ),
        ),
    ),
)
