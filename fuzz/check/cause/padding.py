"""of_padding(): a convolution without padding, whose map is joined with one that has kept the size."""

from fuzz.check.cause.kind import Cause
from fuzz.check.plain.at import At
from fuzz.check.plain.probe import Change
from fuzz.check.running.mismatch import RULE
from strategies.layer import Layer

USUAL = {"padding": 0, "stride": 1, "dilation": 1}


def of_padding(at: At, unfit: tuple[str, str]) -> Cause | None:
    """The cause where one map is smaller by just what the convolution that has made it takes away; None
    where it is something else."""
    sizes = [one.shape[2:] for one in at.operands]
    if len(set(sizes)) != 2 or any(len(one) != 2 for one in sizes):
        return None
    for site, layer, own in zip(at.makers, at.made_by, sizes, strict=False):
        other = next(one for one in sizes if one != own)
        kernel = _kernel(layer)
        if layer is None or kernel < 3 or kernel % 2 == 0:
            continue
        lost = {there - here for here, there in zip(own, other, strict=True)}
        if lost == {kernel - 1}:
            padding = (kernel - 1) // 2
            text = (
                f"{unfit[0]}: {site} has kernel_size={kernel} and no padding, which takes {kernel - 1}"
            )
            changed = Layer(layer.kind, {**layer.options, "padding": padding})
            fix = f"use padding={padding} in {site}, which keeps the size"
            return Cause(
                f"{text} from height and width", fix, RULE, changes=((fix, Change(site, changed)),)
            )
    return None


def _kernel(layer: Layer | None) -> int:
    """The size of the kernel of a convolution without padding, stride and dilation; 0 for others."""
    if layer is None or layer.kind != "Conv2d":
        return 0
    plain = all(
        layer.options.get(name, usual) in (usual, (usual, usual)) for name, usual in USUAL.items()
    )
    size = layer.options.get("kernel_size")
    size = size[0] if isinstance(size, tuple | list) and len(set(size)) == 1 else size
    return size if plain and isinstance(size, int) else 0
