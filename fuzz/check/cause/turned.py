"""of_turned(): a norm that takes another dimension for the channels than the one that they are in."""

from fuzz.check.cause.kind import Cause
from fuzz.check.plain.at import At
from strategies.layer import Layer
from strategies.rule import shown

CONVOLUTIONS = ("Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d")
"""What has made as many channels as there are, in the second dimension, leaves no doubt of that."""


def of_turned(told: Cause, at: At, layer: Layer) -> Cause | None:
    """The cause where the dimension that a norm is made for is another one of its input: the second, of
    a map, for nn.LayerNorm; the last, of tokens, for nn.BatchNorm1d. None for other layers."""
    shape = at.inputs[0].shape
    wanted = layer.options.get("normalized_shape", layer.options.get("num_features"))
    wanted = wanted[0] if isinstance(wanted, tuple | list) and len(wanted) == 1 else wanted
    name = f"self.{at.site.rpartition('.')[2]}" if at.site else "norm"
    if layer.kind == "LayerNorm" and len(shape) > 2 and shape[1] == wanted != shape[-1]:
        last = ", ".join(map(str, (0, *range(2, len(shape)), 1)))
        back = ", ".join(map(str, (0, len(shape) - 1, *range(1, len(shape) - 1))))
        fix = f"{name}(x.permute({last})).permute({back})"
        return _turned(told, at, fix, "the last dimension, and channels are the second of", shape)
    of_map = at.maker is not None and at.maker.kind in CONVOLUTIONS
    if layer.kind == "BatchNorm1d" and len(shape) == 3 and shape[2] == wanted and not of_map:
        fix = f"{name}(x.transpose(1, 2)).transpose(1, 2)"
        return _turned(told, at, fix, "the second dimension, and features are the last of", shape)
    return None


def _turned(told: Cause, at: At, fix: str, where: str, shape: tuple[int, ...]) -> Cause:
    return Cause(
        f"{told.text}: it normalises {where} {shown(shape)}",
        f"exchange the dimensions before and after it: {fix}",
        told.rule,
        told.page,
        certain=True,
        place=at.place,
    )
