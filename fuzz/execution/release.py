"""The releases of torch that this version was tried with: see docs/releases.md."""

import warnings
from importlib import metadata

TRIED = ("2.11", "2.12", "2.13", "2.14")


class UntriedRelease(UserWarning):
    """The rules were not tested with this release of torch: some may not apply to it."""


def warn_where_untried(version: str = "") -> None:
    """Give an `UntriedRelease` warning where a version of torch (``2.15.0+cpu``) is not `TRIED`.

    Without one, that of the installed torch, which is not imported for this.
    """
    version = version or metadata.version("torch")
    if ".".join(version.split(".")[:2]) not in TRIED:
        warnings.warn(
            f"resnet-fuzz was tested with torch {TRIED[0]} to {TRIED[-1]}; with torch {version}, what is"
            " changed, spurious or warned may come from the release, and not from your code",
            UntriedRelease,
            stacklevel=2,
        )
