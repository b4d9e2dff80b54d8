"""Keys of ResNets: which depth, block and width the keys and shapes of a mismatch speak of."""

import re

import msgspec

from fuzz.message.state_dict import Mismatch, Resized

OWN = re.compile(r"^(?P<prefix>.*?)(?P<own>(?:conv1|bn1|layer[1-4]\.\d+|fc)\..+)$")
BLOCK = re.compile(r"^layer(?P<stage>[1-4])\.(?P<block>\d+)\.(?P<rest>.+)$")
BLOCKS = {
    "18": (2, 2, 2, 2),
    "34": (3, 4, 6, 3),
    "50": (3, 4, 6, 3),
    "101": (3, 4, 23, 3),
    "152": (3, 8, 36, 3),
}
BASIC = ("18", "34")
NUMBERS = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
CHILDREN = ("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool", "fc")
PARTS = dict(zip(NUMBERS, CHILDREN, strict=True))
"""The parts of a ResNet by their places in ``model.children()``."""


def own(key: str) -> str:
    """The key as a ResNet names it, without what a wrapper puts in front; "" for another network's."""
    found = OWN.match(key)
    return found["own"] if found else ""


def prefix(key: str) -> str | None:
    """What a wrapper puts in front of a ResNet's key; None for the key of another network."""
    found = OWN.match(key)
    return found["prefix"] if found else None


class Depths(msgspec.Struct, frozen=True):
    """How two ResNets differ: their blocks, and the names of both where they are known."""

    file: str
    model: str
    evidence: str


def depths(mismatch: Mismatch) -> Depths | None:
    """The two depths that a mismatch shows; None where it is about something else."""
    found = {prefix(key) for key in mismatch.keys if _trunk(key)}
    if len(found) != 1 or None in found:
        return None
    missing = {own(key) for key in mismatch.missing} - {""}
    unexpected = {own(key) for key in mismatch.unexpected} - {""}
    change = _kinds(missing, unexpected, mismatch.resized)
    counts = _counts(missing, unexpected)
    if change is None or (not change and not counts):
        return None
    # a program that filters the keys has them in no list, so that their number tells nothing
    whole = not mismatch.cut and bool(missing or unexpected)
    pair = _named(change, counts) if whole else None
    evidence = [_compared(stage, *both, mismatch.cut) for stage, both in sorted(counts.items())]
    kinds = {"BB": "Bottleneck blocks (conv3)", "bb": "BasicBlocks (no conv3)"}
    if change:
        evidence.insert(
            0,
            f"the model has {kinds['BB' if change == 'up' else 'bb']} and the checkpoint"
            f" {kinds['bb' if change == 'up' else 'BB']}",
        )
    file, model = (f"ResNet-{one}" for one in pair) if pair else ("", "")
    return Depths(file, model, "; ".join(evidence[:2]))


def _compared(stage: int, file: int, model: int, cut: bool) -> str:
    if cut:
        fewer, more = ("checkpoint", "model") if file < model else ("model", "checkpoint")
        return f"layer{stage} has more than the {min(file, model)} blocks of the {fewer} in the {more}"
    return f"layer{stage} has {model} blocks in the model and {file} in the checkpoint"


def _trunk(key: str) -> bool:
    return not re.search(r"(?:^|\.)(?:fc|classifier|head|last_linear|linear)\.", key)


def _kinds(missing: set[str], unexpected: set[str], resized: tuple[Resized, ...]) -> str | None:
    """Which side has Bottlenecks where the other has BasicBlocks.

    ``up`` for the model, ``down`` for the checkpoint, "" for neither, None for both.
    """
    up = any(_third_alone(key, missing) for key in missing)
    down = any(_third_alone(key, unexpected) for key in unexpected)
    for one in resized:
        if re.search(r"layer[1-4]\.\d+\.conv1\.weight$", one.key):
            # of two dimensions, or three in a network for videos and volumes
            up = up or (set(one.file[2:]), set(one.model[2:])) == ({3}, {1})
            down = down or (set(one.file[2:]), set(one.model[2:])) == ({1}, {3})
    if up and down:
        return None
    return "up" if up else "down" if down else ""


def _third_alone(key: str, keys: set[str]) -> bool:
    """Whether a block of both sides has a third convolution on one side alone."""
    found = re.match(r"(layer[1-4]\.\d+\.)conv3\.weight$", key)
    return bool(found and f"{found[1]}conv1.weight" not in keys)


def _counts(missing: set[str], unexpected: set[str]) -> dict[int, tuple[int, int]]:
    """For each stage whose blocks are more on one side: how many in the checkpoint, in the model."""
    counts: dict[int, tuple[int, int]] = {}
    for keys, in_model in ((missing, True), (unexpected, False)):
        blocks: dict[int, set[int]] = {}
        for key in keys:
            found = BLOCK.match(key)
            if found and found["rest"] == "conv1.weight":
                blocks.setdefault(int(found["stage"]), set()).add(int(found["block"]))
        for stage, places in blocks.items():
            fewer, more = min(places), max(places) + 1
            # a whole stage that is on one side alone is no matter of depth
            if fewer and len(places) == more - fewer:
                counts[stage] = (fewer, more) if in_model else (more, fewer)
    return counts


def _named(change: str, counts: dict[int, tuple[int, int]]) -> tuple[str, str] | None:
    """The two ResNets that differ in this way, where there are but two."""
    fitting = []
    for file, of_file in BLOCKS.items():
        for model, of_model in BLOCKS.items():
            kinds = (file in BASIC, model in BASIC)
            wanted = {"up": (True, False), "down": (False, True)}.get(change, (kinds[0], kinds[0]))
            stages = (
                counts.get(stage + 1, (a, a)) == (a, b)
                for stage, (a, b) in enumerate(zip(of_file, of_model, strict=True))
            )
            if file != model and kinds == wanted and all(stages):
                fitting.append((file, model))
    return fitting[0] if len(fitting) == 1 else None


def numbered(mismatch: Mismatch) -> str:
    """Which side has its parts by number, as Sequential(*model.children()) does: ``file`` or ``model``.

    "" for neither.
    """
    for side, numbers, names in (
        ("file", mismatch.unexpected, mismatch.missing),
        ("model", mismatch.missing, mismatch.unexpected),
    ):
        wanted = {own(key) for key in names} - {""}
        both = wanted & {_by_name(key) for key in numbers}
        # a stem alone may be a Sequential, too
        stages = mismatch.cut or any(key.startswith("layer") for key in both)
        if wanted and stages and 2 * len(both) >= len(wanted):
            return side
    return ""


def _by_name(key: str) -> str:
    """A key whose part stands by number, with the part's name."""
    found = re.match(r"^(?P<before>.*?\.)??(?P<part>\d)\.(?P<rest>.+)$", key)
    if found is None or re.search(r"(?:^|\.)(?:conv\d|bn\d|layer\d|stem|fc)\.$", found["before"] or ""):
        return ""
    return f"{PARTS[found['part']]}.{found['rest']}"
