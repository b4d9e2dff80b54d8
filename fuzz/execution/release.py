"""The releases of torch that this version was tried with: see docs/releases.md."""

import warnings

TRIED = ("2.11", "2.12", "2.13", "2.14")


class UntriedRelease(UserWarning):
    """The rules were not tested with this release of torch: some may not apply to it."""


def warn_where_untried(version: str) -> None:
    """Give an `UntriedRelease` warning for a version of torch (``2.15.0+cpu``) that is not `TRIED`."""
    if ".".join(version.split(".")[:2]) not in TRIED:
        warnings.warn(
            f"torch {version} was not tried with this version of resnet-fuzz, which knows"
            f" {TRIED[0]} to {TRIED[-1]}: what it calls changed, or torch's own, may be the release",
            UntriedRelease,
            stacklevel=2,
        )
