"""What can be tried on a ResNet-50: cases as plain data, and Hypothesis strategies for them.

Its public names are those of `resnet_fuzz`. In a checkout, where this folder is a package of its own,
``from strategies import cases`` gives the same objects.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    import resnet_fuzz

    if name in resnet_fuzz.__all__:
        return getattr(resnet_fuzz, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
