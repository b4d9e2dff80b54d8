"""one_size(): a linear layer that takes all of a map, and so images of one size alone."""

from msgspec.structs import replace

from fuzz.check.finding import Finding, failure
from fuzz.check.guess import side_of
from fuzz.check.plain.probe import Change, Probe
from fuzz.check.plain.seen import Raised, Returned
from fuzz.check.running.lab import Lab
from strategies.layer import Layer
from strategies.value import Shape

POOL = "https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html"
NAME = "one_image_size"
WHEN = "with images of ordinary sizes, in eval mode"


def one_size(works: Probe, refused: Probe, raised: Raised, lab: Lab) -> Finding:
    """What is told where images of a size run for which the layer is made, and none of ordinary sizes.

    It fails where the code computes the features of another size of images; else it may be meant.
    """
    told, there = failure(raised, refused, WHEN, lab), side_of(raised)
    assert there is not None
    (side, made), size, given = there, works.inputs[0].shape[-1], refused.inputs[0].shape[-1]
    text = f"{raised.at.site} takes maps of {side} x {side} alone, those of images of {_square(size)}"
    pooled = f"put {_pooled(works, raised, side, lab)}, which makes it independent of their size"
    origin = raised.at.origins.get("in_features")
    computed = _made_of(works, origin.image, lab) if origin is not None and origin.image else None
    if origin is None or computed is None:
        fix = f"if images of {_square(size)} are meant, nothing; else {pooled}"
        return replace(
            told,
            kind="remark",
            name=NAME,
            text=text,
            fix=f"{fix}; or use in_features={_product(made)}, for {_square(given)}",
            page=POOL,
            change=None,
        )
    text = f"{text}; its features are computed for images of {_square(origin.image)}, which give maps of"
    return replace(
        told,
        name=NAME,
        text=f"{text} {computed[2]} x {computed[3]}",
        fix=f"use in_features={_product(computed)}, for {_square(origin.image)}; or {pooled}",
        page=POOL,
        change=None,
    )


def _square(side: int) -> str:
    return f"{side} x {side}"


def _product(made: Shape) -> str:
    return " * ".join(map(str, made[1:]))


def _made_of(works: Probe, size: int, lab: Lab) -> Shape | None:
    """The map that images of another size give, where the layer does not take that."""
    seen = lab.see(_resized(works, size))
    there = side_of(seen) if isinstance(seen, Raised) else None
    return there[1] if there is not None else None


def _resized(works: Probe, size: int) -> Probe:
    inputs = tuple(replace(one, shape=(*one.shape[:-2], size, size)) for one in works.inputs)
    return replace(works, inputs=inputs)


def _pooled(works: Probe, raised: Raised, side: int, lab: Lab) -> str:
    """The pooling behind what makes the map, where images of another size are seen to run with it."""
    maker = raised.at.flattened.maker if raised.at.flattened is not None else ""
    change = Change(maker, Layer("AdaptiveAvgPool2d", {"output_size": side}), behind=True)
    probe = replace(_resized(works, 2 * works.inputs[0].shape[-1]), changes=(*works.changes, change))
    runs = bool(maker) and isinstance(lab.see(probe), Returned)
    return f"nn.AdaptiveAvgPool2d({side}) {f'behind {maker}' if runs else 'in front of the flatten'}"
