"""Error messages of `load_state_dict`, read as a whole: the keys and the shapes that don't match."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, takewhile

import msgspec

from fuzz.message.wording import one_line, sizes
from strategies.value import Shape

QUOTED = re.compile(r"""["']([^"']*)["']""")
LISTS = re.compile(
    r"(?P<kind>Missing|Unexpected|missing|unexpected) keys?(?:\(s\))? in (?:source )?state_dict: ?"
    r"(?P<keys>\{?(?:[\"'][^\"']*[\"'](?:, ?|,? ?\}?))*)(?=(?P<behind>.?))"
)
BARE = re.compile(
    r"(?P<kind>missing|unexpected) keys? in source state_dict: ?"
    r"(?P<keys>[A-Za-z_]\w*(?:\.\w+)+(?:, ?[A-Za-z_]\w*(?:\.\w+)+)*)"
)
"""Of mmcv, which tells the keys without quotes."""

ONE = re.compile(r"unexpected key [\"'](?P<key>[^\"']+)[\"'] in state_dict")
"""Of torch 0.3: https://github.com/pytorch/pytorch/blob/v0.3.1/torch/nn/modules/module.py"""

SHAPE = r"(?:torch\.Size\(?)?[\[(]*(?P<{}>[\d, ]*)[\])]*"
RESIZED = (
    re.compile(
        rf"size mismatch for (?P<key>\S+?): copying a param(?:eter)? with shape {SHAPE.format('file')}"
        rf" from checkpoint, the shape in current model is {SHAPE.format('model')}"
    ),
    # torch 0.4.1 names them the wrong way round: .format(key, param.shape, input_param.shape) in
    # https://github.com/pytorch/pytorch/blob/v0.4.1/torch/nn/modules/module.py
    re.compile(
        rf"size mismatch for (?P<key>\S+?): copying a param of {SHAPE.format('model')}"
        rf" from checkpoint, where the shape is {SHAPE.format('file')} in current model"
    ),
    re.compile(
        r"While copying the parameter named [\"']?(?P<key>[^\s\"',]+)[\"']?, whose dimensions in the"
        rf" model are {SHAPE.format('model')} and whose dimensions in the checkpoint are"
        rf" {SHAPE.format('file')}"
    ),
)
MODEL = re.compile(r"Error\(s\) in loading state_dict for (?P<model>\w+)")


LONGEST_KEY = 300
"""How much of a key is read, in characters."""

PARTNERS = 64
"""How many keys of one side that are alike are held against one of the other side: more than a ResNet
has blocks. What tells is said by the keys that few are like."""

DEEPEST = 16
"""How many names of a key are looked at, from the outside."""


class Resized(msgspec.Struct, frozen=True):
    """A key with one shape in the checkpoint and another in the model."""

    key: str
    file: Shape
    model: Shape


class Mismatch(msgspec.Struct, frozen=True):
    """What a state dict and a model don't have in common.

    ``missing`` are keys of the model alone, ``unexpected`` those of the state dict alone. ``cut`` says
    that the lists end before their end: somebody shortened the message.
    """

    model: str = ""
    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()
    resized: tuple[Resized, ...] = ()
    cut: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys that are named."""
        return (*self.missing, *self.unexpected, *(one.key for one in self.resized))

    def __bool__(self) -> bool:
        return bool(self.keys)


@lru_cache(maxsize=16)
def parse(message: str) -> Mismatch:
    """The keys and shapes in a message of `load_state_dict`, of any release."""
    line = one_line(message).replace('"{', "{").replace('}"', "}")
    keys: dict[str, list[str]] = {"missing": [], "unexpected": []}
    cut = "..." in line or "…" in line
    for found in LISTS.finditer(line):
        keys[found["kind"].lower()] += map(_unbroken, QUOTED.findall(found["keys"]))
        # what is left behind the last key that is quoted is the beginning of another
        cut = cut or found["behind"].startswith(('"', "'")) or found["keys"].rstrip().endswith(",")
    for found in BARE.finditer(line):
        keys[found["kind"]] += map(_unbroken, found["keys"].split(","))
    keys["unexpected"] += map(_unbroken, ONE.findall(line))
    resized = [
        Resized(found["key"][:LONGEST_KEY], sizes(found["file"]), sizes(found["model"]))
        for pattern in RESIZED
        for found in pattern.finditer(line)
    ]
    named = MODEL.search(line)
    return Mismatch(
        named["model"] if named else "",
        tuple(filter(None, keys["missing"])),
        tuple(filter(None, keys["unexpected"])),
        tuple(one for one in resized if one.file != one.model),
        cut,
    )


def _unbroken(key: str) -> str:
    """A key without the spaces where a terminal broke it."""
    return "".join(key.split())[:LONGEST_KEY]


def count(keys: Iterable[object], cut: bool) -> str:
    """How many keys there are, where the list is whole: ``3 keys``, ``3 or more keys``."""
    number = len(tuple(keys))
    return f"{number}{' or more' if cut else ''} key{'s' if number != 1 or cut else ''}"


def some(keys: Iterable[str], limit: int = 3) -> str:
    """The first of some keys, as they are told: ``a, b, c, ...``."""
    listed = tuple(dict.fromkeys(keys))
    return ", ".join(listed[:limit]) + (", ..." if len(listed) > limit else "")


class Prefixes(msgspec.Struct, frozen=True):
    """What stands before the same key in the state dict and in the model, and of how many keys."""

    file: str
    model: str
    number: int


@lru_cache(maxsize=16)
def prefixes(mismatch: Mismatch) -> Prefixes | None:
    """The prefix that most of the keys differ in, on one side or on both."""
    wanted: dict[str, list[str]] = {}
    for key in mismatch.missing:
        for before, rest in _parted(key):
            wanted.setdefault(rest, []).append(before)
    counted = Counter(
        (before, other)
        for key in dict.fromkeys(mismatch.unexpected)
        for before, rest in _parted(key)
        for other in wanted.get(rest, ())[:PARTNERS]
        # the last name alone, such as "weight", says nothing about the modules that it is in
        if "." in rest or not before or not other
    )
    counted.pop(("", ""), None)
    if not counted:
        return None
    (file, model), number = max(counted.items(), key=lambda found: (found[1], -sum(map(len, found[0]))))
    enough = 2 * number >= min(len(set(mismatch.unexpected)), len(set(mismatch.missing)))
    return Prefixes(file, model, number) if enough else None


def _parted(key: str) -> Iterator[tuple[str, str]]:
    """A key in two, at each dot: ("", whole) first."""
    yield "", key
    for found in islice(re.finditer(r"\.", key), DEEPEST):
        yield key[: found.end()], key[found.end() :]


@lru_cache(maxsize=16)
def renamed(mismatch: Mismatch) -> tuple[str, str, int] | None:
    """The name in the state dict, the one in the model, and of how many keys, where one name differs."""
    wanted: dict[tuple[str, ...], dict[str, None]] = {}
    for key in mismatch.missing:
        parts = key.split(".")
        for place, part in enumerate(parts[:DEEPEST]):
            wanted.setdefault((*parts[:place], "", *parts[place + 1 :]), {})[part] = None
    counted: Counter[tuple[str, str]] = Counter()
    for key in dict.fromkeys(mismatch.unexpected):
        parts = key.split(".")
        for place, part in enumerate(parts[:-1][:DEEPEST]):
            for other in islice(wanted.get((*parts[:place], "", *parts[place + 1 :]), ()), PARTNERS):
                counted[part, other] += 1
    if not counted:
        return None
    (file, model), number = counted.most_common(1)[0]
    if 2 * number < len(set(mismatch.unexpected)) or (file.isdigit() and model.isdigit()):
        return None
    return file, model, number


def common(keys: Iterable[str]) -> str:
    """The names that all keys begin with: ``module.encoder.``; "" for none."""
    parts = [key.split(".") for key in keys]
    shared = zip(*parts, strict=False)
    return ".".join(names[0] for names in takewhile(lambda names: len(set(names)) == 1, shared))
