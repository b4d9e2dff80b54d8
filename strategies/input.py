"""Input: the tensor that is fed to the network, as plain data."""

from typing import Literal, get_args

import msgspec

from strategies.value import Shape

Layout = Literal["contiguous", "channels_last", "strided"]
InputValues = Literal["normal", "zeros", "bytes"]

INPUT_VALUES: tuple[InputValues, ...] = get_args(InputValues)


class Input(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    gc=False,
    repr_omit_defaults=True,
):
    """One input tensor.

    ``shape`` is (batch, channels, height, width) where nothing is wrong with it; any rank from 0
    up is allowed. ``layout`` is the memory format: ``channels_last`` applies to rank 4 only,
    ``strided`` is every second element of a tensor twice as wide. ``values`` are drawn from a
    normal distribution, all zero, or whole numbers from 0 to 255 as an image that nobody scaled.
    """

    shape: Shape = (2, 3, 224, 224)
    dtype: str = "float32"
    layout: Layout = "contiguous"
    values: InputValues = "normal"
