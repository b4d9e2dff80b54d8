"""What torch makes where nobody says on which device or of which dtype: a case means CPU and float32."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def plain_defaults() -> Iterator[None]:
    """Have torch's own defaults meanwhile, whatever the program around has chosen for itself.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.set_default_device.html and
    https://docs.pytorch.org/docs/stable/generated/torch.set_default_dtype.html.
    """
    dtype = torch.get_default_dtype()
    torch.set_default_dtype(torch.float32)
    try:
        if torch.get_default_device().type == "cpu":
            yield
        else:
            with torch.device("cpu"):
                yield
    finally:
        torch.set_default_dtype(dtype)
