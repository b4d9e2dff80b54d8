"""rates(): rates of layers that are those of the other share, or that leave nothing."""

import math
from collections.abc import Callable, Iterator

from torch import nn

from fuzz.check.network.place import Places, built_at, made_at
from fuzz.check.plain.oversight import Oversight
from fuzz.text import counted

PAGE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.{}.html"

KEPT = 0.9
"""A momentum from here on is that of other libraries, of which it is the share of what was before."""

DROPPED = 0.8
"""A rate of dropout from here on is that of what is kept, as TensorFlow once had it."""

Layers = list[tuple[str, nn.Module]]


def rates(network: nn.Module, places: Places) -> Iterator[Oversight]:
    """Norms whose statistics never move, or move with each batch; dropout that leaves little or nothing.
    One for all layers of which the same is to be told."""
    modules = list(network.named_modules())
    norms: Layers = [
        (site, one)
        for site, one in modules
        if isinstance(one, nn.modules.batchnorm._NormBase) and one.track_running_stats
    ]
    drops: Layers = [
        (site, one) for site, one in modules if isinstance(one, nn.modules.dropout._DropoutNd)
    ]
    for told, those in (
        (_forgetful, _between(norms, "momentum", KEPT, math.inf)),
        (_unmoved, _between(norms, "momentum", 0, 0)),
        (_all_dropped, _between(drops, "p", 1, 1)),
        (_much_dropped, [one for one in _between(drops, "p", DROPPED, 1) if one[1].p != 1]),
    ):
        if those:
            yield _said(told, those, network, places)


def _between(layers: Layers, option: str, low: float, high: float) -> Layers:
    rates = ((site, one, getattr(one, option)) for site, one in layers)
    return [(site, one) for site, one, rate in rates if rate is not None and low <= rate <= high]


def _said(
    told: Callable[[nn.Module, str], Oversight], those: Layers, network: nn.Module, places: Places
) -> Oversight:
    site, layer = those[0]
    others = f" (so have {counted(len(those) - 1, 'more module')})" if those[1:] else ""
    said = told(layer, others)
    place = built_at(network, site, places) or made_at(network, site, places)
    return Oversight(
        said.name,
        f"{site} has {said.text}",
        said.fix,
        site,
        place,
        PAGE.format(type(layer).__name__),
        said.minor,
    )


def _forgetful(norm: nn.Module, others: str) -> Oversight:
    """Statistics that are those of the last batch, but for little."""
    momentum = float(getattr(norm, "momentum", 0))
    return Oversight(
        "large_momentum",
        f"momentum={momentum:g}{others}, which is the share of the new batch here: its statistics, which"
        " eval mode takes, are almost those of the last batch alone",
        f"if it is that of TensorFlow or Keras, it is momentum={1 - momentum:g} here",
        "",
        None,
        minor=True,
    )


def _unmoved(norm: nn.Module, others: str) -> Oversight:
    return Oversight(
        "no_momentum",
        f"momentum=0{others}, the share of the new batch in its statistics: they stay as they are, and"
        " eval mode takes none from training",
        "if it is not meant, momentum=0.1; None counts all batches alike",
        "",
        None,
        minor=True,
    )


def _all_dropped(drop: nn.Module, others: str) -> Oversight:
    return Oversight(
        "all_dropped",
        f"p=1{others}, the share that is dropped: in training all that comes out is zero",
        "if all is to be kept, p=0 or nn.Identity()",
        "",
        None,
    )


def _much_dropped(drop: nn.Module, others: str) -> Oversight:
    p = float(getattr(drop, "p", 0))
    return Oversight(
        "much_dropped",
        f"p={p:g}{others}, which is the share that is dropped: {1 - p:.0%} of what comes in is left in"
        " training",
        f"if {p:g} is what is to be kept, it is p={1 - p:g} here",
        "",
        None,
        minor=True,
    )
