"""Messages about an item that is asked for and is not there."""

import re

from fuzz.message.expression import holding, indexed
from fuzz.message.reading import Told, plain, reading

PYTHON = "https://docs.python.org/3/tutorial/datastructures.html"
OF_ITEM = re.compile(r"(?:^|\.)(?:\w*(?:batch|sample|item|data|targets?|inputs?|example|record)\d*)$")
OF_OUTPUT = re.compile(r"(?:^|\.)(?:\w*(?:out|outputs?|preds?|predictions?|results?|losses|loss_dict))$")
OF_CONFIG = re.compile(r"(?:^|\.)(?:\w*(?:cfg|config|opts?|hparams|args|params)\w*)$", re.IGNORECASE)
OF_CLASSES = re.compile(r"class|label|to_id|2id|to_ind|2ind|mapping|categor", re.IGNORECASE)
OF_FILE = re.compile(r"(?:^|\.)(?:\w*(?:ckpt|checkpoint|state|state_dict|weights|pretrained)\w*)$")


def _kept(key: str, found: str) -> str:
    """Where a dictionary comes from by what it is called, and what to do then."""
    if OF_FILE.search(found):
        return (
            f"print({found}.keys()): the file was written by another program or release; take what is"
            " there, or a default, .get(key)"
        )
    if OF_OUTPUT.search(found):
        return f"print({found}.keys()): take one of those that the network or loss returns"
    if OF_CONFIG.search(found):
        return (
            f"print({found}): add {key} to the file or call that it is read from, or .get({key},"
            f" default)"
        )
    if OF_CLASSES.search(found):
        return (
            f"print(sorted({found})[:10]) beside the key: a class that was not there when the mapping"
            f" was"
            " made, another case of letters, a space, or a number in place of a text; make it of all"
            " labels of the data"
        )
    if OF_ITEM.search(found):
        return (
            f"print({found}.keys()), and use one of them: it has the names that __getitem__ of the data"
            " set, and the transforms behind it, return"
        )
    return (
        f"print({found or 'the dictionary'}.keys()) in front of that line: a key that is misspelled, of"
        " another type (3 is not '3'), or was never added"
    )


def _key(told: Told) -> dict[str, str] | None:
    """The dictionary of a key that it has not, where the line shows it."""
    key = told.text("key").strip()
    found = holding(told, key) or indexed(told)
    if not found:
        return None
    return {"found": found, "key": key, "advice": _kept(key, found)}


SPLIT = re.compile(r"\.r?(?:split|findall|groups)\(")
FILES = re.compile(r"glob|listdir|files|scandir", re.IGNORECASE)


def _place(told: Told) -> dict[str, str]:
    """The list that is shorter than an index, and why it mostly is."""
    found = indexed(told)
    shown = found or "values"
    frame = told.raised.frames[-1] if told.raised.frames else None
    if "sys.argv" in found:
        advice = "pass the argument when the program is called: python train.py VALUE"
    elif SPLIT.search(found):
        advice = (
            "print the text that is taken apart: it has fewer parts, as an empty line, another"
            " separator, or a path of another system"
        )
    elif FILES.search(found):
        advice = f"print(len({shown})): no file was found; check the path and the pattern of the names"
    elif frame is not None and frame.function == "__getitem__":
        advice = (
            f"return len({shown}) from __len__, the length of the very list that __getitem__ indexes: it"
            " says more than there are; lists of images and labels have one length"
        )
    elif frame is not None and frame.function == "forward":
        advice = (
            f"print(len({shown})) beside the index: as many layers, or maps of the backbone, have to be"
            " made as forward() takes"
        )
    else:
        advice = f"print(len({shown})) beside the index: it is empty, or shorter than what is counted"
    return {"found": found or f"a {told.text('kind')}", "advice": advice}


ALIKE = {"list": "a list", "tuple": "a tuple", "string": "a text", "str": "a text", "byte": "bytes"}


def _wrong(told: Told) -> dict[str, str]:
    """What is indexed by a name or a number that it is not made for."""
    kind = told.text("kind")
    found = indexed(told)
    shown = found or "what stands in front of [ ]"
    if kind in ("string", "str", "byte"):
        advice = (
            f"print({found or 'it'}): a dictionary was meant; the keys of one are looped over (take"
            " .items() or .values()), or a text of JSON was not read: json.loads(text)"
        )
    elif told.text("got") == "str":
        of = f"{found}[0]" if found else "the item"
        advice = (
            f"take the item first, {of}, by its place: images, labels = batch; what returns it gives"
            f" a {kind}, not a dictionary, and no name is looked up in it"
        )
    elif told.text("got") in ("float", "float32", "float64", "numpy.float64"):
        advice = "an index is an int: // in place of /, or int(index)"
    elif told.text("got") in ("list", "tuple", "Tensor", "numpy.ndarray", "ndarray"):
        advice = (
            f"[{shown}[i] for i in indices], or an array or tensor of it, which takes several at once"
        )
    else:
        advice = "print the index: an int is wanted there"
    return {"found": shown, "kind": ALIKE.get(kind, kind), "advice": advice}


READINGS = (
    reading(
        "KeyError: {key:text}",
        answers=(
            plain(
                "general.key",
                cause="{found} has no key {key}",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_key,
            ),
        ),
    ),
    reading(
        "IndexError: {kind:name} index out of range",
        "IndexError: pop from empty {kind:name}",
        answers=(
            plain(
                "general.place",
                cause="{found} has fewer items than are asked for",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_place,
            ),
        ),
    ),
    reading(
        "{kind:name} indices must be integers or slices, not {got:name}",
        "{kind:name} indices must be integers, not '{got:name}'",
        "{kind:name} indices must be integers, not {got:name}",
        "{kind:name} indices must be integers",
        answers=(
            plain(
                "general.index_type",
                cause="{found} is {kind}, and is indexed by something else than a number",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_wrong,
            ),
        ),
    ),
)
