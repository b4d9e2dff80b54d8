"""mismatch(): tensors that an operation joins, adds or multiplies, and that do not fit each other."""

from fuzz.check.plain.at import At
from strategies.rule import shown
from strategies.value import Shape

RULE = "mismatched_shapes"

JOINS = {
    "cat": "joins",
    "concat": "joins",
    "concatenate": "joins",
    "add": "adds",
    "__add__": "adds",
    "__radd__": "adds",
    "add_": "adds",
    "__iadd__": "adds",
    "sub": "subtracts",
    "__sub__": "subtracts",
    "mul": "multiplies",
    "__mul__": "multiplies",
    "mul_": "multiplies",
    "__imul__": "multiplies",
    "stack": "stacks",
}
"""Operations between modules, and what they do to two tensors that have to fit each other."""


def mismatch(at: At) -> tuple[str, str] | None:
    """What does not fit, and what to do about it; None where it is something else that was refused."""
    does = JOINS.get(at.op)
    shapes = [one.shape for one in at.operands]
    if does is None or len(set(shapes)) < 2:
        return None
    makers = [*at.makers, *("",) * len(shapes)]
    parts = [f"{shown(shape)}{_from(maker)}" for shape, maker in zip(shapes, makers, strict=False)]
    where = f"{at.kind}.forward" if at.kind else "the network"
    text = f"{where} {does} tensors whose shapes do not fit: {' and '.join(parts)}"
    first, second = shapes[0], next(one for one in shapes if one != shapes[0])
    if at.inputs and second == at.inputs[0].shape:  # what goes around a block is to be projected
        first, second = second, first
    return text, _advice(does, first, second)


def _from(maker: str) -> str:
    return f" from {maker}" if maker else ""


def _advice(does: str, one: Shape, other: Shape) -> str:
    """What people do about a difference of this form."""
    small, large = sorted((one, other), key=len)
    if does == "multiplies" and 0 < len(small) < len(large) and small == large[: len(small)]:
        ends = ", 1" * (len(large) - len(small))
        sizes = ", ".join(map(str, small[1:]))
        return f"give the smaller the dimensions that it lacks: x.view(-1{sizes and f', {sizes}'}{ends})"
    if len(one) != len(other):
        return f"give both {max(len(one), len(other))} dimensions: flatten one, or unsqueeze the other"
    axes = [axis for axis, sizes in enumerate(zip(one, other, strict=True)) if sizes[0] != sizes[1]]
    if does in ("adds", "subtracts", "multiplies") and len(one) == 3 and 1 in (one[0], other[0]):
        axes = [axis for axis in axes if axis]  # as of places that are learned for all samples
    if does == "joins" and 0 in axes and 1 in (one[0], other[0]):
        ends = ", -1" * (len(one) - 1)
        return f"give each sample its own: x.expand(n{ends}), with the n of the batch"
    if does == "joins" and 1 in axes and len(axes) > 1 and len(one) > 2:
        axes.remove(1)
    spatial = [axis for axis in axes if axis > 1 and len(one) > 2]
    if len(one) == 3 and axes == [1] and abs(one[1] - other[1]) == 1:
        return "one has one place more, such as a class token: let the other have one for it, too"
    broadcast = all(1 in (one[axis], other[axis]) for axis in spatial)  # as a gate of channels is
    if len(one) > 3 and 1 in axes and (axes == [1] or broadcast):
        return (
            f"project one to the channels of the other: nn.Conv{len(one) - 2}d({one[1]}, {other[1]}, 1)"
        )
    if len(one) > 3 and 1 in axes and spatial:
        return _projection(one, other)
    if spatial and does != "joins" and all(_is_multiple(one[axis], other[axis]) for axis in spatial):
        return (
            "give the same stride to both ways, as to a block and its shortcut; or bring one to the size"
            " of the other: F.interpolate(x, size=other.shape[2:])"
        )
    if spatial:
        return "bring one to the size of the other: F.interpolate(x, size=other.shape[2:]), or pad it"
    kept = ", but for the dimension that is joined" if does == "joins" else ""
    return f"let both have the same shape{kept}"


def _is_multiple(one: int, other: int) -> bool:
    """Whether a stride may make one of the other; of a size of 1, pooling or broadcasting does."""
    return min(one, other) > 1 and max(one, other) % min(one, other) == 0


def _projection(one: Shape, other: Shape) -> str:
    """The projection of a shortcut, where one of the sizes is about a multiple of the other."""
    large, small = (one, other) if one[2] > other[2] else (other, one)
    stride = -(-large[2] // max(1, small[2]))
    name = f"nn.Conv{len(one) - 2}d({large[1]}, {small[1]}, 1, stride={stride})"
    return f"project one to the channels and the size of the other: {name}"
