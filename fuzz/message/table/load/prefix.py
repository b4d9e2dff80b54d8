"""Keys that are called otherwise on either side: by a prefix, by number, by one name, by another depth.

Each function gives the fields of one answer, or None where the keys speak of something else.
"""

import re

from fuzz.message import resnet_keys
from fuzz.message.reading import Told
from fuzz.message.state_dict import Mismatch, common, count, prefixes, renamed, some
from fuzz.message.table.load.names import Fields, of, only_heads

WRAPPERS = {
    "module.": ": it was saved from DataParallel or DistributedDataParallel",
    "_orig_mod.": ": it was saved from a model that torch.compile() had wrapped",
    "module._orig_mod.": ": it was saved from a compiled model in DistributedDataParallel",
    "_orig_mod.module.": ": it was saved from a compiled DistributedDataParallel",
}
WRAPPING = {
    "module.": ": it is wrapped in DataParallel or DistributedDataParallel",
    "_orig_mod.": ": torch.compile() has wrapped it",
}
STAGE = re.compile(r"layer(?P<stage>[1-4])\.(?P<rest>.+)")
LISTED = re.compile(r"(?P<list>[A-Za-z_][\w.]*?)\.(?P<number>[0-3])\.(?P<rest>\d.+)")
"""The keys of a ResNet whose stages stand in a list."""

FEW = 12
"""The keys of a head are no more than these."""


def numbered_file(told: Told) -> Fields:
    """Parts by number in the checkpoint, by name in the model."""
    mismatch = of(told)
    if resnet_keys.numbered(mismatch) != "file":
        return None
    return {"keys": some(mismatch.unexpected)}


def numbered_model(told: Told) -> Fields:
    """Parts by number in the model, by name in the checkpoint."""
    mismatch = of(told)
    return {"keys": some(mismatch.missing)} if resnet_keys.numbered(mismatch) == "model" else None


def other_depth(told: Told) -> Fields:
    """Another ResNet of the family."""
    found = resnet_keys.depths(of(told))
    if found is None:
        return None
    named = bool(found.file)
    return {
        "names": f" ({found.file}'s for a {found.model})" if named else "",
        "evidence": found.evidence,
        "build": f"torchvision.models.{found.file.lower().replace('-', '')}()" if named else
        "with its depth and block",
    }  # fmt: skip


def prefix_in_file(told: Told) -> Fields:
    """A prefix that the keys of the checkpoint have alone."""
    mismatch = of(told)
    prefix = _prefix(mismatch, mismatch.unexpected, "file")
    if not prefix:
        return None
    if prefix == "module.":
        strip = (
            'torch.nn.modules.utils.consume_prefix_in_state_dict_if_present(state, "module."), or'
            " state ="
            ' {k.removeprefix("module."): v for k, v in state.items()}'
        )
    else:
        only = "" if prefix in WRAPPERS else f' if k.startswith("{prefix}")'
        strip = f'state = {{k.removeprefix("{prefix}"): v for k, v in state.items(){only}}}'
    saved = {
        "module.": "; save model.module.state_dict() next time",
        "_orig_mod.": "; save model._orig_mod.state_dict() next time",
    }
    return {
        "prefix": prefix,
        "told": _pair(mismatch, prefix, ""),
        "why": WRAPPERS.get(prefix, ""),
        "strip": strip,
        "next_time": saved.get(prefix, ""),
    }


def prefix_in_model(told: Told) -> Fields:
    """A prefix that the keys of the model have alone."""
    mismatch = of(told)
    prefix = _prefix(mismatch, mismatch.missing, "model")
    if not prefix:
        return None
    inner = "model." + prefix.rstrip(".")
    return {
        "prefix": prefix,
        "told": _pair(mismatch, "", prefix),
        "why": WRAPPING.get(prefix, ""),
        "into": f"load into the module inside: {inner}.load_state_dict(state)",
    }


def staged(told: Told) -> Fields:
    """Stages by name on one side, layer1 to layer4, and by number in a list on the other."""
    mismatch = of(told)
    for keys, others, named in (
        (mismatch.unexpected, mismatch.missing, True),
        (mismatch.missing, mismatch.unexpected, False),
    ):
        lists = _lists(keys, others)
        if len(lists) != 1:
            continue
        name = lists.pop()
        both = [(f"layer{number + 1}.", f"{name}.{number}.") for number in range(4)]
        pairs = both if named else [(there, here) for here, there in both]
        return {
            "told": ", ".join(f'"{file}" is "{model}"' for file, model in pairs),
            "names": "{" + ", ".join(f'"{file}": "{model}"' for file, model in pairs) + "}",
        }
    return None


def _lists(keys: tuple[str, ...], others: tuple[str, ...]) -> set[str]:
    """The lists of the other side that hold the stages which these keys have by name."""
    rests = {(int(found["stage"]) - 1, found["rest"]) for key in keys if (found := STAGE.match(key))}
    listed = [found for key in others if (found := LISTED.match(key))]
    return {found["list"] for found in listed if (int(found["number"]), found["rest"]) in rests}


def other_prefix(told: Told) -> Fields:
    """A prefix on either side."""
    mismatch = of(told)
    found = prefixes(mismatch)
    if found is None or not found.file or not found.model or found.number < 4:
        return None
    return {
        "file": found.file,
        "prefix": found.model,
        "told": _pair(mismatch, found.file, found.model),
    }


def _prefix(mismatch: Mismatch, keys: tuple[str, ...], side: str) -> str:
    """The prefix on one side alone: seen on both, or known from the names of wrappers and of ResNets."""
    if len(keys) <= FEW and only_heads(mismatch):
        return ""
    found = prefixes(mismatch)
    if found is not None:
        mine, other = (found.file, found.model) if side == "file" else (found.model, found.file)
        return mine if not other else ""
    if mismatch.missing and mismatch.unexpected:
        return ""
    for wrapper in sorted(WRAPPERS, key=len, reverse=True):
        if keys and all(key.startswith(wrapper) for key in keys) and side == "file":
            return wrapper
    prefix = f"{common(keys)}."
    rest = {key.removeprefix(prefix) for key in keys}
    whole = any(re.match(r"conv1\.", key) for key in rest) and any(map(_named, rest))
    return prefix if len(prefix) > 1 and side == "file" and whole and "layer" not in prefix else ""


def _named(key: str) -> bool:
    return bool(re.match(r"(?:bn1|layer1)\.", key))


def _pair(mismatch: Mismatch, file: str, model: str) -> str:
    """One key as both sides have it, and how many keys there are."""
    example = next(
        (key.removeprefix(file) for key in mismatch.unexpected if key.startswith(file)), ""
    ) or next((key.removeprefix(model) for key in mismatch.missing if key.startswith(model)), "")
    numbers = [
        f"{count(keys, mismatch.cut)} {what}"
        for keys, what in ((mismatch.missing, "missing"), (mismatch.unexpected, "unexpected"))
        if keys
    ]
    return f"{file}{example} in the checkpoint is {model}{example} in the model ({', '.join(numbers)})"


def renamed_part(told: Told) -> Fields:
    """One name in the middle of the keys that differs."""
    mismatch = of(told)
    found = renamed(mismatch)
    if found is None:
        return None
    file, model, number = found
    example = next(key for key in mismatch.unexpected if file in key.split("."))
    other = ".".join(model if part == file else part for part in example.split("."))
    return {
        "file": file,
        "model": model,
        "code": f'".".join("{model}" if part == "{file}" else part for part in k.split("."))',
        "told": f"{example} is {other}, and so with {number} keys",
    }
