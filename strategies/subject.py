"""Subject: the network before any edit, as the name of a model and the options of its constructor."""

import msgspec


class Subject(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    gc=False,
    repr_omit_defaults=True,
):
    """A model of `strategies.network.models`, by its name there, with the options of its constructor.

    The options have the names and defaults of ``torchvision.models.resnet50``; one that has its default
    is not passed. ``norm_layer`` is a key of `NORM_LAYERS`. Source:
    https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.resnet50.html
    """

    model: str = "resnet50"
    num_classes: int = 1000
    groups: int = 1
    width_per_group: int = 64
    replace_stride_with_dilation: tuple[bool, ...] = ()
    norm_layer: str = "BatchNorm2d"
    zero_init_residual: bool = False


OPTIONS = Subject.__struct_fields__[1:]
"""The options of a constructor."""


def ordinary(subject: Subject) -> Subject:
    """The same model as its constructor makes it where nothing is passed."""
    return Subject(model=subject.model)


class NormLayer(msgspec.Struct, frozen=True):
    """What people pass as ``norm_layer``: the layer kind, its fixed first arguments, its source text.

    The constructor calls it with the channel count alone, so a class whose channel count is not its
    first argument needs the ``lambda`` that ``before`` stands for.
    """

    kind: str
    source: str
    before: tuple[int, ...] = ()
    module: str = "torch.nn"


NORM_LAYERS = {
    "BatchNorm2d": NormLayer("BatchNorm2d", "nn.BatchNorm2d"),
    "Identity": NormLayer("Identity", "nn.Identity"),
    "InstanceNorm2d": NormLayer("InstanceNorm2d", "nn.InstanceNorm2d"),
    "GroupNorm(32)": NormLayer("GroupNorm", "lambda channels: nn.GroupNorm(32, channels)", (32,)),
    "GroupNorm": NormLayer("GroupNorm", "nn.GroupNorm"),
    "LayerNorm": NormLayer("LayerNorm", "nn.LayerNorm"),
    "BatchNorm1d": NormLayer("BatchNorm1d", "nn.BatchNorm1d"),
    "SyncBatchNorm": NormLayer("SyncBatchNorm", "nn.SyncBatchNorm"),
    "FrozenBatchNorm2d": NormLayer(
        "FrozenBatchNorm2d",
        "torchvision.ops.FrozenBatchNorm2d",
        module="torchvision.ops",
    ),
}
