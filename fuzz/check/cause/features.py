"""Features that a Linear gets in another number than it expects, by how they were made."""

from fuzz.check.cause.kind import BESIDE, HEADED, JOINED, POOLING, Cause
from fuzz.check.plain.at import At, Flattened
from fuzz.check.plain.probe import Change
from strategies.layer import Layer
from strategies.rule import shown

FEATURES = "linear.in_features"

OF_CHANNELS = ("in_channels", "in_features", "num_features")
"""Options that say how many channels an input is to have."""


def of_joined(told: Cause, at: At, layer: Layer, batch: int) -> Cause | None:
    """Features of several tensors that lie one behind the other in the batch, not side by side."""
    x, wanted = at.inputs[0].shape, layer.options.get("in_features")
    if layer.kind != "Linear" or not isinstance(wanted, int) or len(x) != 2 or batch < 1:
        return None
    times, left = divmod(x[0], batch)
    if left or times < 2 or times * x[1] != wanted:
        return None
    text = (
        f"{told.text}; it gets {x[0]} rows for a batch of {batch}: {times} tensors of {x[1]} features"
        f" are joined along the batch, and {times} x {x[1]} are the {wanted} features"
    )
    fix = "join them along the features: torch.cat((...), dim=1)"
    return Cause(text, fix, JOINED, told.page, certain=True, place=at.lost)


def of_beside(told: Cause, at: At, layer: Layer) -> Cause | None:
    """Maps or features that are joined along another dimension than that of the channels."""
    one, options = at.beside, layer.options
    wanted = next((options[name] for name in OF_CHANNELS if name in options), None)
    if one is None or one.axis == 1 or sum(one.channels) != wanted:
        return None
    if layer.kind == "Linear" and len(at.inputs[0].shape) != 2:
        return None
    text = (
        f"{told.text}: its input is joined along dimension {one.axis}, of parts with"
        f" {' + '.join(map(str, one.channels))} channels, which are the {wanted} side by side"
    )
    fix = "join them along the channels: torch.cat((...), dim=1)"
    return Cause(text, fix, BESIDE, told.page, certain=True, place=one.place)


def of_divided(told: Cause, at: At, layer: Layer, batch: int) -> Cause | None:
    """A part of the batch, of which the features were to be divided."""
    x, wanted = at.inputs[0].shape, layer.options.get("in_features")
    if layer.kind != "Linear" or not isinstance(wanted, int) or len(x) != 2 or x[0] < 1:
        return None
    times, left = divmod(batch, x[0])
    if left or times < 2 or times * wanted != x[1] or at.divided is None:
        return None
    text = f"{told.text}; it gets {x[0]} of the {batch} samples of the batch: that is divided there"
    fix = f"divide the features: chunk({times}, dim=1), where chunk() and split() take dim=0"
    return Cause(text, fix, "divided_along_batch", told.page, certain=True, place=at.divided)


def of_sequence(told: Cause, at: At, layer: Layer) -> Cause | None:
    """Features of each place of a sequence (N, L, features), which is not to be flattened: they are not
    all that a layer is for."""
    x, wanted = at.inputs[0].shape, layer.options.get("in_features")
    if layer.kind != "Linear" or not isinstance(wanted, int) or len(x) != 3 or wanted == x[1] * x[2]:
        return None
    text = (
        f"Linear expects an input whose last dimension has size {wanted} (in_features={wanted}), but got"
        f" {x[2]}"
    )
    both = at.maker is not None and at.maker.options.get("bidirectional") is True
    if both and x[2] == 2 * wanted:
        text += f": {at.makers[0]} is bidirectional, and puts both directions side by side"
    change = Change(at.site, Layer("Linear", {**layer.options, "in_features": x[2]}))
    fix = f"use in_features={x[2]}"
    others = tuple(one for one in told.changes if one[1] != change)
    return Cause(text, fix, FEATURES, told.page, True, ((fix, change), *others))


def of_head(told: Cause, at: At, layer: Layer) -> Cause | None:
    """The scores of a model that still has its last layer, where its features are wanted."""
    wanted, got = layer.options.get("in_features"), at.inputs[0].shape[-1]
    if layer.kind != "Linear" or not isinstance(wanted, int):
        return None
    for one in at.heads:
        if got - one.scores + one.features != wanted or one.site == at.site:
            continue
        text = (
            f"{told.text}; {one.model} still has its last layer, {one.site}, and gives its {one.scores}"
            f" scores in place of {one.features} features"
        )
        fix = f"take it away behind that line: self.{one.site} = nn.Identity()"
        changes = ((fix, Change(one.site, Layer("Identity"))), *told.changes)
        return Cause(text, fix, HEADED, told.page, True, changes, one.site, one.place)
    return None


def of_map(told: Cause, at: At, layer: Layer) -> Cause | None:
    """A map that was made a vector as a whole, where a layer expects what another map would have."""
    made, wanted = at.flattened, layer.options.get("in_features")
    if made is None or layer.kind != "Linear" or at.inputs[0].shape != made.flat:
        return None
    if made.map[2:] == (1, 1) or not isinstance(wanted, int):
        return None
    if wanted == made.map[1] and made.maker and not made.pooled.startswith("adaptive"):
        return _of_pooling(told, at, made)
    return _of_size(told, at, layer, made)


def _of_size(told: Cause, at: At, layer: Layer, made: Flattened) -> Cause:
    """So many features as channels of such a map; behind a pooling that is what it is made for."""
    sizes = " * ".join(map(str, made.map[1:]))
    text = f"{told.text}; {made.maker or 'forward()'} gives a map {shown(made.map)}, of {sizes} features"
    fix = f"use in_features={sizes}, which is {made.flat[1]}{_other(layer, made)}"
    change = Change(at.site, Layer("Linear", {**layer.options, "in_features": made.flat[1]}))
    others = tuple(one for one in told.changes if one[1] != change)
    return Cause(text, fix, told.rule, told.page, True, ((fix, change), *others))


def _other(layer: Layer, made: Flattened) -> str:
    """The pooling with which a layer would fit as it is, where there is one: in place of that which is
    there, or in front of the flatten."""
    wanted, channels = layer.options["in_features"], made.map[1]
    assert isinstance(wanted, int)
    side = round((wanted / channels) ** 0.5) if wanted % channels == 0 else 0
    if side * side * channels != wanted or len(made.map) != 4:
        return ""
    if not made.pooled and side > 1:
        where = f"behind {made.maker}" if made.maker else "in front of the flatten"
        return f"; or put nn.AdaptiveAvgPool2d({side}) {where}, for images of any size"
    if not made.pooled.startswith("adaptive"):
        return ""
    return f"; or pool to {side} x {side}, for {layer.kind} as it is"


def _of_pooling(told: Cause, at: At, made: Flattened) -> Cause:
    """The pooling to one value that is missing, or leaves more: a layer for all features fits maps of
    this size alone, and is the second choice."""
    sizes = " x ".join(map(str, made.map[2:]))
    left = f"the pooling leaves {sizes} values of each"
    text = (
        f"{made.maker} gives a map {shown(made.map)}, which is flattened to {made.flat[1]};"
        f" {at.site} expects its {made.map[1]} channels alone:"
        f" {left if made.pooled else 'the pooling between them is missing'}"
    )
    where = "in place of the pooling, or" if made.pooled else ""
    fix = " ".join(filter(None, ("put nn.AdaptiveAvgPool2d(1)", where, f"behind {made.maker}")))
    features = f"in_features={' * '.join(map(str, made.map[1:]))} fits maps of {sizes} alone"
    pool = Change(made.maker, Layer("AdaptiveAvgPool2d", {"output_size": 1}), behind=True)
    fix = f"{fix}; {features}"
    changes = ((fix, pool), *((fix, change) for _, change in told.changes))
    return Cause(text, fix, POOLING, told.page, True, changes, made.maker, made.place)
