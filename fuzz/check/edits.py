"""edited(): the surgery that people do on a network, done at each of its own sites, and what comes of
it."""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from fuzz.check.cause import cause_of
from fuzz.check.network.description import Description
from fuzz.check.plain.probe import Change, Probe, Truncation
from fuzz.check.plain.seen import Raised, Returned
from fuzz.check.running.lab import Lab
from fuzz.text import first_line
from strategies.layer import Layer

REPLACED = {
    "ReLU": "GELU",
    "BatchNorm2d": "GroupNorm",
    "MaxPool2d": "AvgPool2d",
    "AdaptiveAvgPool2d": "AdaptiveMaxPool2d",
}
"""What layers are replaced by, whose shapes are to stay."""

DROPPED = (1, 2)


class Edited(msgspec.Struct, frozen=True):
    """An edit, and why it fails, "" where it runs. ``at`` is where it fails, the path of a module."""

    edit: Change | Truncation
    fails: str = ""
    at: str = ""


def edited(lab: Lab, probe: Probe, there: Description) -> Iterator[Edited]:
    """Each edit of a network, of which those of whole modules come first."""
    for edit in _edits(there):
        other = replace(probe, changes=(*probe.changes, edit))
        seen = lab.see(other)
        if isinstance(seen, Returned):
            yield Edited(edit)
        elif isinstance(seen, Raised):
            cause = cause_of(seen, other)
            text = cause.text if cause is not None else f"{seen.exception}: {first_line(seen.message)}"
            yield Edited(edit, text, seen.at.site)


def _edits(there: Description) -> Iterator[Change | Truncation]:
    """Removals of modules the outermost first, truncations of what has children, replacements of
    layers."""
    sites = sorted((site for site in there.modules if site), key=lambda site: site.count("."))
    parents = {site.rpartition(".")[0] for site in sites}
    for site in ("", *(site for site in sites if site in parents)):
        if site.count(".") < 1:
            yield from (Truncation(site, drop) for drop in DROPPED if _children(site, sites) > drop)
    for site in sites:
        yield Change(site, Layer("Identity"))
    for site, layer in there.layers.items():
        if layer.kind in REPLACED and site:
            yield Change(site, _instead(layer))


def _children(site: str, sites: list[str]) -> int:
    return sum(one.rpartition(".")[0] == site for one in sites)


def _instead(layer: Layer) -> Layer:
    kind = REPLACED[layer.kind]
    options = layer.options
    if kind == "GroupNorm":
        options = {"num_groups": 1, "num_channels": options["num_features"]}
    elif kind == "AvgPool2d":
        options = {name: value for name, value in options.items() if name in SHARED}
    elif kind == "GELU":
        options = {}
    return Layer(kind, dict(options))


SHARED = ("kernel_size", "stride", "padding", "ceil_mode")
