"""Size mismatches inside of the blocks alone: a pruned ResNet, or one of another inner width."""

import re

from fuzz.message.answer import Answer
from fuzz.message.reading import Told
from fuzz.message.state_dict import Resized, parse
from fuzz.message.table.load.names import is_head
from fuzz.message.table.load.size import filled

WITHIN = re.compile(
    r"(?:^|\.)layer(?P<stage>[1-4])\.(?P<block>\d+)\.(?P<kind>conv|bn)(?P<place>[123])\."
)
BASIC = (3, 3)
"""The kernel of the first convolution of a BasicBlock; that of a Bottleneck is 1 x 1."""

MULTIPLE = 8
"""Of what a width is that somebody chose; what pruning leaves is any number."""


def INNER(told: Told) -> Answer | None:  # noqa: N802 - it stands among the answers of a table
    """Another number of channels between the convolutions of a block, whose ends are the same."""
    mismatch = parse(told.raised.message)
    bodies = [one for one in mismatch.resized if not is_head(one.key)]
    widths = {one: _width(one, bodies) for one in bodies if one.key.endswith(".weight")}
    if not bodies or None in widths.values() or not all(WITHIN.search(one.key) for one in bodies):
        return None
    first, pair = next(((one, pair) for one, pair in widths.items() if pair), (None, None))
    if first is None or pair is None:
        return None
    file, model = pair
    where = first.key.rpartition(".conv")[0]
    start = (
        f"the blocks differ inside alone, and what goes in and comes out is the same: {where} has"
        f" {model} channels between its convolutions in the model and {file} in the checkpoint"
    )
    if any(width % MULTIPLE for pair in widths.values() if pair for width in pair):
        return filled(
            told,
            f"{start}, a number that pruning leaves: cut the model in the same way first, by the script"
            " or recipe that made the checkpoint (or make its convolutions as wide as the shapes of the"
            " file), then load; or load a checkpoint that was not pruned",
        )
    if any(".conv1." in one.key and one.file[2:] == BASIC for one in widths):
        return filled(
            told,
            f"{start}; blocks of two 3x3 convolutions have no option for that: the one with fewer was"
            " pruned (thinned), or has blocks of its own. Cut the model in the same way first, by the"
            " script or recipe that made the checkpoint, then load; or load one that was not pruned",
        )
    groups = _groups(mismatch.cut, widths)
    if groups:
        side, grouped = ("checkpoint", file) if file < model else ("model", model)
        return filled(
            told,
            f"the second convolutions of the blocks alone differ, [{grouped}] input channels to a"
            f" filter where the others have {groups * grouped}: those of the {side} are grouped,"
            f" groups={groups}, as"
            " in a ResNeXt. Build the network of the weights (resnext50_32x4d, or groups and"
            " width_per_group of torchvision's ResNet), or load weights of the model's own",
        )
    plain = 64 << (int(WITHIN.search(first.key)["stage"]) - 1)  # type: ignore[index]
    known = {file: "checkpoint", model: "model"}.get(plain)
    said = f" ({plain} of the {known} is that of a plain ResNet)" if known else ""
    return filled(
        told,
        f"{start}{said}: build the variant that the weights are of, by width_per_group and groups of"
        " torchvision (wide_resnet50_2, resnext50_32x4d) or base width and scale of a Res2Net, or load"
        " weights of the model's own variant",
    )


def _groups(cut: bool, widths: dict[Resized, tuple[int, int] | tuple[()] | None]) -> int:
    """The groups of the second convolutions, where these alone differ; 0 where it is their width."""
    pairs = [pair for pair in widths.values() if pair]
    second = all(".conv2." in one.key and one.file[0] == one.model[0] for one in widths)
    if cut or not second or not pairs:
        return 0
    low, high = sorted(pairs[0])
    return high // low if low and high % low == 0 and high // low in (2, 4, 8, 16, 32, 64) else 0


def _width(one: Resized, bodies: list[Resized]) -> tuple[int, int] | tuple[()] | None:
    """The inner widths of file and model; () where the parameter has none, None where an end of the
    block differs."""
    found = WITHIN.search(one.key)
    if found is None or one.file[2:] != one.model[2:]:
        return None
    place, three = int(found["place"]), any(".conv3." in body.key for body in bodies)
    last = 3 if three or (found["kind"], place) == ("bn", 3) else 2
    if found["kind"] == "bn":
        return None if place == last and not (place == 2 and _middle(bodies)) else ()
    if place == 1:
        return (one.file[0], one.model[0]) if one.file[1:2] == one.model[1:2] else None
    if place == 3 or not (three or one.file[0] != one.model[0]):
        return (one.file[1], one.model[1]) if one.file[0] == one.model[0] else None
    return (one.file[0], one.model[0])


def _middle(bodies: list[Resized]) -> bool:
    """Whether a second convolution differs in what it gives, as only that of three does."""
    return any(".conv2." in one.key and one.file[0] != one.model[0] for one in bodies)
