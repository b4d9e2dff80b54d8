"""of_dimensions(): an input whose dimensions a layer takes for others than they are."""

from fuzz.check.cause.kind import Cause
from fuzz.check.plain.at import At
from fuzz.check.plain.probe import Change
from strategies.layer import Layer
from strategies.rule import shown
from strategies.value import Shape

CONVOLUTIONS = {"Conv1d": 1, "Conv2d": 2, "Conv3d": 3}
RECURRENT = ("LSTM", "GRU", "RNN")


def of_dimensions(told: Cause, at: At, layer: Layer, batch: int) -> Cause | None:
    """The cause where the sizes leave no doubt of it; None elsewhere."""
    if (as_batch := _of_batch(told, at, layer, batch)) is not None:
        return as_batch
    given = told, at, layer, at.inputs[0].shape
    return _of_sample(*given) or _of_map(*given) or _of_pooled(*given)


def _of_batch(told: Cause, at: At, layer: Layer, batch: int) -> Cause | None:
    """All samples in one vector, as torch.flatten(x) makes it."""
    x, wanted = at.inputs[0].shape, layer.options.get("in_features")
    if layer.kind != "Linear" or not isinstance(wanted, int) or x != (batch * wanted,) or batch < 2:
        return None
    text = f"{told.text}: it is one vector of all {batch} samples, of {wanted} features each"
    fix = "keep the batch in front: torch.flatten(x, 1), where torch.flatten(x) begins with dimension 0"
    return Cause(text, fix, "merged_batch", told.page, certain=True, place=at.lost or at.reshaped)


def _of_sample(told: Cause, at: At, layer: Layer, x: Shape) -> Cause | None:
    """A batch with too few dimensions, which is taken for one sample without any."""
    wanted, spatial = layer.options.get("in_channels"), CONVOLUTIONS.get(layer.kind)
    if spatial is None or len(x) != spatial + 1 or x[1] != wanted or x[0] == wanted:
        return None
    other = f"nn.Conv{spatial - 1}d" if spatial > 1 else "nn.Linear"
    text = (
        f"{layer.kind} takes {shown(x)} for one sample of {x[0]} channels, without a batch: it needs"
        f" {spatial + 2} dimensions, and there are {len(x)}"
    )
    fix = f"use {other}, which is for these; or add the dimension that is missing: x.unsqueeze(2)"
    return Cause(text, fix, told.rule, told.page, certain=True)


def _of_pooled(told: Cause, at: At, layer: Layer, x: Shape) -> Cause | None:
    """A map that was pooled to one place, which still has height and width."""
    fits = layer.options.get("num_features") == x[1] if len(x) == 4 else False
    if layer.kind != "BatchNorm1d" or not fits or x[2:] != (1, 1):
        return None
    text = f"{told.text}: {shown(x)} is pooled, and not flattened"
    fix = "put nn.Flatten() in front of it, or torch.flatten(x, 1)"
    front = Change(at.site, layer, Layer("Flatten"))
    return Cause(text, fix, told.rule, told.page, True, ((fix, front),), place=at.place)


def _of_map(told: Cause, at: At, layer: Layer, x: Shape) -> Cause | None:
    """A map of features where a sequence is wanted, whose places are to follow each other."""
    wanted = layer.options.get("input_size")
    if layer.kind not in RECURRENT or len(x) != 4 or not isinstance(wanted, int):
        return None
    first = layer.options.get("batch_first") is True
    sequence = "(N, L, C)" if first else "(L, N, C)"
    text = f"{layer.kind} takes a sequence, {sequence}, and {shown(x)} is a map"
    if x[1] == wanted:
        made = "x.flatten(2).transpose(1, 2)" if first else "x.flatten(2).permute(2, 0, 1)"
        fix = f"let its places follow each other: {made}"
    elif x[1] * x[2] == wanted:
        made = "x.flatten(1, 2).transpose(1, 2)" if first else "x.flatten(1, 2).permute(2, 0, 1)"
        fix = f"let its columns follow each other: {made}"
    else:
        return None
    return Cause(text, fix, told.rule, told.page, certain=True, place=at.place)
