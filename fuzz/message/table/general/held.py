"""Messages about what an object holds, or lets be done with what it holds."""

import re

from fuzz.message.expression import attribute_of, indexed, looped
from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.general.advice import bare
from fuzz.message.words import names_network
from strategies.layer import LAYERS

PYTHON = "https://docs.python.org/3/library/stdtypes.html"
MODULE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
ARGPARSE = "https://docs.python.org/3/library/argparse.html"
NUMBERS = ("int", "float", "bool", "int64", "float32", "float64")
SETTINGS = (
    "Namespace",
    "AttrDict",
    "EasyDict",
    "SimpleNamespace",
    "CfgNode",
    "ConfigDict",
    "DictConfig",
)


def _is_network(kind: str) -> bool:
    return kind in LAYERS or names_network(kind) or kind in ("Module", "DataParallel")


def _indexed(told: Told) -> dict[str, str] | None:
    """What is indexed, and holds nothing by number or name."""
    kind, found = bare(told.text("kind")), indexed(told)
    if kind in NUMBERS:
        advice = "it is one number already: take it as it is; a sum, .item() or len() gives one"
    elif _is_network(kind):
        advice = (
            "a module has its parts as attributes, model.layer1; list(model.children()) can be"
            " indexed, and"
            " so can nn.Sequential and nn.ModuleList"
        )
    elif kind in ("set", "frozenset", "map", "zip", "filter", "dict_keys", "dict_values", "dict_items"):
        advice = f"make a list of it first: list({found or '...'})"
    elif kind.endswith("Loader") or "Loader" in kind:
        advice = (
            f"a loader gives its batches one after the other: next(iter({found or 'loader'})); a single"
            " sample is loader.dataset[i]"
        )
    elif kind.endswith("Output"):
        advice = "it has its parts as attributes: outputs.logits, outputs.loss"
    else:
        return None
    return {"found": found or "what stands in front of [ ]", "kind": kind, "advice": advice}


def _walked(told: Told) -> dict[str, str] | None:
    """What is looped over or taken apart, and is one thing."""
    kind, found = bare(told.text("kind")), looped(told)
    if kind in NUMBERS:
        advice = f"range({found or 'n'}) counts up to it; a list of one is [value]"
    elif _is_network(kind):
        advice = (
            "model.children(), model.modules() or model.parameters() can be walked; what is passed to an"
            " optimizer is model.parameters(), and a call with * wants a list of layers"
        )
    else:
        return None
    return {"found": found or "what is walked", "kind": kind, "advice": advice}


def _sized(told: Told) -> dict[str, str] | None:
    kind = bare(told.text("kind"))
    if _is_network(kind):
        advice = (
            "sum(p.numel() for p in model.parameters()) counts weights,"
            " len(list(model.children())) parts"
        )
    elif kind in ("generator", "map", "filter", "zip", "islice"):
        advice = "make a list of it first, len(list(values)); it can be walked once alone"
    elif kind in NUMBERS:
        advice = "it is one number: a list or tensor is wanted there; print what is passed"
    elif kind.endswith("Dataset") or "Loader" in kind:
        advice = (
            f"write def __len__(self) in {kind}; one that is an IterableDataset has none, and is counted"
        )
    else:
        return None
    return {"kind": kind, "advice": advice}


def _set(told: Told) -> dict[str, str] | None:
    kind, found = bare(told.text("kind")), indexed(told)
    ways = {
        "tuple": f"make a list of it, values = list({found or 'values'}), or build a new one",
        "str": "build a new text",
        "Sequential": "",
        "Dataset": "datasets of Hugging Face are changed by dataset.map(...)",
    }
    advice = ways.get(kind, "")
    if not advice and _is_network(kind):
        advice = "replace a part as an attribute: model.fc = layer, or setattr(parent, name, layer)"
    if not advice and kind in NUMBERS:
        advice = "it is one number: a list, dictionary or tensor was meant; print it where it is made"
    return {"found": found or "it", "kind": kind, "advice": advice} if advice else None


OF_SELF = re.compile(r"\bself$")


def _own(told: Told) -> dict[str, str] | None:
    """An attribute of a network of one's own that __init__ never set."""
    kind, name = bare(told.text("kind")), told.text("name")
    frame = told.raised.frames[-1] if told.raised.frames else None
    frames = [one for one in told.raised.frames if f".{name}" in one.source]
    frame = frames[-1] if frames else frame
    if frame is None or f"self.{name}" not in frame.source:
        return None
    if not (_is_network(kind) or frame.function in ("forward", "__getitem__", "training_step")):
        return None
    base = "nn.Module" if frame.function != "__getitem__" else "the class"
    return {"kind": kind, "where": f"{frame.function}()" if frame.function else "a method", "base": base}


def _setting(told: Told) -> dict[str, str] | None:
    kind, name = bare(told.text("kind")), told.text("name")
    if kind not in SETTINGS:
        return None
    found = attribute_of(told, name) or "args"
    dashed = name.replace("_", "-")
    how = (
        f"parser.add_argument('--{dashed}', ...) where the others are; with parse_known_args() a"
        f" misspelled"
        " one is passed over"
        if kind == "Namespace"
        else "add it to the file that they are read from"
    )
    return {"found": found, "advice": f"{how}; or getattr({found}, '{name}', default)"}


READINGS = (
    reading(
        "'{kind:name}' object has no attribute '{name:name}'",
        answers=(
            plain(
                "general.setting",
                cause="{found} has no {name}: no option of that name was defined or read",
                fix="{advice}",
                page=ARGPARSE,
                confidence="likely",
                more=_setting,
            ),
            plain(
                "general.own_attribute",
                cause="{where} reads self.{name}, which nothing has set on this {kind}",
                fix="set self.{name} in __init__, spelled alike, behind super().__init__() and on every"
                " path (not within an if alone); of a network that was loaded whole, by"
                " torch.save(model),"
                " the class was another one then",
                page=MODULE,
                confidence="likely",
                more=_own,
            ),
        ),
    ),
    reading(
        "'{kind:name}' object is not subscriptable",
        "'{kind:name}' object does not support indexing",
        answers=(
            plain(
                "general.not_indexed",
                cause="{found} is of type {kind}, and has no items that [ ] takes",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_indexed,
            ),
        ),
    ),
    reading(
        "'{kind:name}' object is not iterable",
        "argument after * must be an iterable, not {kind:name}",
        "cannot unpack non-iterable {kind:name} object",
        answers=(
            plain(
                "general.not_walked",
                cause="{found} is of type {kind}, which is one thing, and no row of them",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_walked,
            ),
        ),
    ),
    reading(
        "object of type '{kind:name}' has no len()",
        answers=(
            plain(
                "general.no_length",
                cause="len() was asked of an object of type {kind}, which has none",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_sized,
            ),
        ),
    ),
    reading(
        "'{kind:name}' object does not support item assignment",
        answers=(
            plain(
                "general.not_set",
                cause="an item of {found} is set, and an object of type {kind} cannot be changed so",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_set,
            ),
        ),
    ),
)
