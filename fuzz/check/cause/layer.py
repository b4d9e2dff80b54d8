"""of_layer(): the rule of a layer that is violated, and the changes of it that the rule advises."""

from collections.abc import Iterator

from fuzz.check.cause.dimensions import of_dimensions
from fuzz.check.cause.features import of_beside, of_divided, of_head, of_joined, of_map, of_sequence
from fuzz.check.cause.kind import SHARED, Cause
from fuzz.check.cause.turned import of_turned
from fuzz.check.plain.at import At, Scaled
from fuzz.check.plain.probe import Change, Probe
from strategies.contract.layer import invalid_options, output_dtype
from strategies.layer import LAYERS, Layer
from strategies.repair import Before, Repair, SetOption, UseDimensions, UseLayer
from strategies.rule import Conditions, RuleViolated, TensorSpec
from strategies.violation import violation_of

SINGLE = "one_place"
"""The rule of norms that need more than one value of a channel."""

UNFLATTENED = "unflattened"
"""The rule of linear layers that get all the features that they are for, in several dimensions: the line
that calls one is to be changed, and not the layer."""

ONE_VALUE = "batchnorm1d.one_value"

MOST_FACTOR = 8
"""The largest factor by which people enlarge at once."""


def of_layer(at: At, layer: Layer, probe: Probe) -> Cause | None:
    """The cause where a layer got an input that its rules do not allow; None where they do."""
    violated = _violated(layer, at.inputs[0], probe)
    if violated is None:
        return None
    told = _of_rule(violated, at, layer)
    count = probe.inputs[0].shape[0]
    if (turned := of_turned(told, at, layer) or of_dimensions(told, at, layer, count)) is not None:
        return turned
    if at.scaled is not None:
        return _of_scaled(told, at.scaled)
    if (imaged := _of_image(told, at, layer)) is not None:
        return imaged
    joined = of_joined(told, at, layer, count) or of_divided(told, at, layer, count)
    headed = of_head(told, at, layer)
    if (rowed := _of_rows(told, at, layer, probe)) is not None:
        return rowed
    of_features = of_map(told, at, layer) or of_sequence(told, at, layer)
    return _of_shared(told, at) or joined or headed or of_beside(told, at, layer) or of_features or told


def _violated(layer: Layer, x: TensorSpec, probe: Probe) -> RuleViolated | None:
    """The rule that a layer with float32 weights has about its options or its input."""
    if probe.dtype not in ("", "float32"):
        return None
    unfit = invalid_options(layer)
    if unfit is not None:
        return unfit
    try:
        output_dtype(layer, x, Conditions(probe.mode == "train", probe.autocast or "off"))
    except RuleViolated as violated:
        return violated
    return None


def _of_rule(violated: RuleViolated, at: At, layer: Layer) -> Cause:
    violation = violation_of("forward", violated, layer.kind, at.site)
    own = list(_changes(violation.repairs, at, layer))
    itself = [one for one in own if one[1].front is None]  # rather than one more layer
    more = [one for one in own if one not in itself]
    flattens = violated.rule.name == UNFLATTENED
    calls = flattens and (at.left is None or not _are_siblings(at.left.site, at.site))
    return Cause(
        violation.cause,
        violation.fix,
        violation.rule,
        violation.page,
        certain=True,
        changes=(
            *_of_shuffled(violated, at, layer),
            *_of_single(violated, at, layer),
            *(more if flattens else itself),
            *_of_maker(violated, at),
            *(itself if flattens else more),
        ),
        place=at.built if violated.rule.name == SINGLE else at.place if calls else None,
    )


def _are_siblings(one: str, other: str) -> bool:
    """Whether two modules follow each other in an nn.Sequential, where a third goes between them."""
    (before, _, first), (parent, _, second) = one.rpartition("."), other.rpartition(".")
    return before == parent and first.isdigit() and second.isdigit() and int(second) == int(first) + 1


def _of_shuffled(violated: RuleViolated, at: At, layer: Layer) -> Iterator[tuple[str, Change]]:
    """The change of the convolution in front of a PixelShuffle that was to make channels for it; but
    for one that makes as many as another factor needs."""
    maker, factor = at.maker, layer.options.get("upscale_factor")
    if maker is None or layer.kind != "PixelShuffle" or not isinstance(factor, int):
        return
    channels, made = maker.options.get("in_channels"), maker.options.get("out_channels")
    if not isinstance(channels, int) or not isinstance(made, int):
        return
    meant = {channels * other**2 for other in range(2, MOST_FACTOR + 1)}
    if violated.rule.name == "channels_divide" and made not in meant:
        wanted = channels * factor**2
        changed = Layer(maker.kind, {**maker.options, "out_channels": wanted})
        text = (
            f"use out_channels={wanted} in {at.makers[0]}: {channels} channels times {factor} * {factor}"
        )
        yield text, Change(at.makers[0], changed)


def _of_single(violated: RuleViolated, at: At, layer: Layer) -> Iterator[tuple[str, Change]]:
    """The change of an instance norm that gets single values, as behind a pooling: it leaves none."""
    channels = layer.options.get("num_features")
    if violated.rule.name == SINGLE and isinstance(channels, int):
        text = f"use nn.GroupNorm(1, {channels}), or no norm, behind a pooling to a single value"
        yield text, Change(at.site, Layer("GroupNorm", {"num_groups": 1, "num_channels": channels}))


def _of_maker(violated: RuleViolated, at: At) -> Iterator[tuple[str, Change]]:
    """The change of the layer that has made an input of other channels than a norm is for."""
    maker, wanted = at.maker, violated.wanted
    if maker is None or violated.rule.name != "channels" or not isinstance(wanted, int):
        return
    if LAYERS[maker.kind].option("out_channels") is not None:
        changed = Layer(maker.kind, {**maker.options, "out_channels": wanted})
        yield f"use out_channels={wanted} in {at.makers[0]}", Change(at.makers[0], changed)


def _changes(repairs: tuple[Repair, ...], at: At, layer: Layer) -> Iterator[tuple[str, Change]]:
    """The changes of the module itself that repairs advise, each with its sentence."""
    for repair in repairs:
        match repair.change:
            case SetOption(of="site" | "edit" | "any", option=option, values=values):
                fits = LAYERS[layer.kind].option(option)
                there = values or (fits.fits(at.inputs[0].shape) if fits is not None else ())
                for value in there[:3]:
                    changed = Layer(layer.kind, {**layer.options, option: value})
                    yield repair.text, Change(at.site, changed)
            case UseLayer(kind=kind, options=options):
                known = {option.name for option in LAYERS[kind].options}
                kept = {name: value for name, value in layer.options.items() if name in known}
                given = {**kept, **options}
                if all(one.name in given for one in LAYERS[kind].options if one.required):
                    yield repair.text, Change(at.site, Layer(kind, given))
            case UseDimensions(spatial=spatial):
                kind = f"{layer.kind[:-2]}{spatial}d"
                if kind in LAYERS:
                    yield repair.text, Change(at.site, Layer(kind, layer.options))
            case Before(kind=kind, options=options, then=()):
                yield repair.text, Change(at.site, layer, Layer(kind, dict(options)))


def _of_rows(told: Cause, at: At, layer: Layer, probe: Probe) -> Cause | None:
    """A batch norm that gets a single row, though the batch has more."""
    count, rows = probe.inputs[0].shape[0], at.inputs[0].shape[0]
    if layer.kind != "BatchNorm1d" or told.rule != ONE_VALUE or rows != 1 or count < 2:
        return None
    text = f"{told.text}: it is called with one row, for a batch of {count}"
    fix = "call it once, with the rows of all samples: torch.stack(rows) before it; or use nn.LayerNorm,"
    return Cause(
        text, f"{fix} which takes each row by itself", told.rule, told.page, True, place=at.place
    )


def _of_shared(told: Cause, at: At) -> Cause | None:
    """One module that two attributes have, each meant to be another."""
    tops = list(dict.fromkeys(name.partition(".")[0] for name in at.names))
    if len(tops) < 2:
        return None
    text = (
        f"{told.text}; {' and '.join(tops)} are one module under two names: a change of one changes both"
    )
    fix = f"let {tops[1]} be a module of its own: copy.deepcopy(...), or build another one"
    return Cause(text, fix, SHARED, certain=True, site=tops[1])


def _of_scaled(told: Cause, one: Scaled) -> Cause:
    """A layer whose number is one of a list that was to be multiplied."""
    text = (
        f"{told.text}; {one.written} has the list {one.factor} times, one behind the other, and"
        " multiplies none of its numbers"
    )
    fix = f"multiply each: {one.meant}"
    return Cause(text, fix, "repeated_widths", told.page, certain=True, place=one.place)


def _of_image(told: Cause, at: At, layer: Layer) -> Cause | None:
    """A layer without channels for one of what is joined, where that is the image itself."""
    wanted, sizes = layer.options.get("in_channels"), at.pieces
    if at.image is None or at.image >= len(sizes) or wanted != sum(sizes) - sizes[at.image]:
        return None
    text = (
        f"{told.text}, joined of {' + '.join(map(str, sizes))}: of these, {sizes[at.image]} are the"
        f" image itself, and {at.site} is made for the others alone"
    )
    fix = (
        "leave it out of the features, of which it is the first: features[1:], before they are turned"
        f" round; or use in_channels={sum(sizes)}"
    )
    return Cause(text, fix, "image_as_feature", told.page, certain=True)
