"""Messages about how a program runs: what it loops over, calls without end, asserts, or waits for."""

import re

from msgspec.structs import replace

from fuzz.message.expression import looped
from fuzz.message.reading import Told, plain, reading

LOOPS = "https://docs.python.org/3/tutorial/controlflow.html#for-statements"
ASSERT = "https://docs.python.org/3/reference/simple_stmts.html#the-assert-statement"
LIMIT = "https://docs.python.org/3/library/sys.html#sys.setrecursionlimit"
MODULE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
DP = "https://docs.pytorch.org/docs/stable/generated/torch.nn.DataParallel.html"
OF_MODULES = re.compile(r"modules\(|children\(|_modules\b")


def _changed(told: Told) -> dict[str, str]:
    ours = tuple(one for one in told.raised.frames if "torch/nn/" not in one.path)
    found = looped(replace(told, raised=replace(told.raised, frames=ours)))
    named = found or "what is looped over"
    if OF_MODULES.search(found) or (not found and "OrderedDict" in told.raised.message):
        advice = (
            f"loop over a copy, list({found or 'model.named_modules()'}), and replace layers by"
            " setattr(parent, name, layer) of the module that holds them"
        )
    else:
        advice = f"loop over a copy: for key in list({found or 'items'})"
    return {"found": named, "advice": advice}


def _again(told: Told) -> dict[str, str]:
    """The function that calls itself without end."""
    ours = [one for one in told.raised.frames if "torch/nn/" not in one.path]
    named = [one.function for one in ours if one.function not in ("", "main", "<module>")]
    again = [one for one in named if named.count(one) > 1]
    names = again or [one.function for one in told.raised.frames if one.function]
    name = max(set(names), key=names.count) if names else ""
    source = told.raised.frames[-1].source if told.raised.frames else ""
    if "getattr" in name:
        advice = (
            "in __getattr__ nothing may be read of self that __init__ has not set yet; of an nn.Module"
            " call"
            " super().__getattr__(name) first, and super().__init__() in front of all"
        )
    elif name in ("forward", "__call__") or "self(" in source:
        advice = (
            "forward() calls the network itself, self(x) or self.forward(x): call its layers; a module"
            " that"
            " was put into itself (model.layer = model) does the same"
        )
    elif name in ("_apply", "apply", "train", "named_modules", "modules", "__repr__", "state_dict"):
        advice = (
            "a module holds itself, or its parent, as an attribute: keep it in a list, [parent], instead"
        )
    else:
        advice = (
            "give it a case that ends it; of a wrapper that was set in place of what it calls, keep"
            " the old"
            " one under another name"
        )
    return {"function": f"{name}()" if name else "a function", "advice": advice}


def _asserted(told: Told) -> dict[str, str] | None:
    """The condition that does not hold, where the line shows it."""
    source = told.raised.frames[-1].source if told.raised.frames else ""
    found = re.match(r"assert\s+(.+)$", source.strip())
    if found is None:
        return None
    condition = re.split(r",\s*f?['\"]", found[1])[0].rstrip(", ")
    sides = re.split(r"\s*(?:==|!=|<=|>=|<|>|\bin\b|\bis\b)\s*", condition)
    told_by = ", ".join(one for one in sides if not re.fullmatch(r"[\d.'\"\w]*['\"]|\d+", one))
    return {"condition": condition, "values": told_by or condition}


def _replica(told: Told) -> bool:
    """Whether the parameters of a replica were asked for."""
    text = f"{told.raised.message}\n{told.rest}\n" + "\n".join(one.source for one in told.raised.frames)
    return re.search(r"next\(\s*[\w.]*parameters\(\)", text) is not None


READINGS = (
    reading(
        "{kind:name} mutated during iteration",
        "{kind:name} changed size during iteration",
        "dictionary keys changed during iteration",
        answers=(
            plain(
                "general.changed",
                cause="{found} is changed by the body of the loop that runs over it",
                fix="{advice}",
                page=LOOPS,
                confidence="likely",
                more=_changed,
            ),
        ),
    ),
    reading(
        "RecursionError: maximum recursion depth exceeded",
        answers=(
            plain(
                "general.recursion",
                cause="{function} calls itself again and again, without an end",
                fix="{advice}",
                page=LIMIT,
                confidence="likely",
                more=_again,
            ),
        ),
    ),
    reading(
        "AssertionError:",
        answers=(
            plain(
                "general.assertion",
                cause="the program asserts that {condition}, and that does not hold here",
                fix="print({values}) in front of that line, and see where the values come from",
                page=ASSERT,
                confidence="likely",
                more=_asserted,
            ),
        ),
    ),
    reading(
        "StopIteration",
        answers=(
            plain(
                "general.no_parameters",
                cause="next(parameters()) found none: within nn.DataParallel the replicas have no"
                " parameters"
                " (since torch 1.5), and a network without layers has none at any time",
                fix="take the dtype or device of the input, x.dtype, x.device, or of a buffer; or note"
                " it"
                " in __init__; DistributedDataParallel has no replicas",
                page=DP,
                confidence="likely",
                when=_replica,
            ),
            plain(
                "general.exhausted",
                cause="next() was called on an iterator that has nothing left: a loader is through after"
                " len(loader) batches, and an empty one at once",
                fix="loop with for, or make it anew: iterator = iter(loader), batch = next(iterator);"
                " print(len(loader)) tells an empty one",
                page=LOOPS,
                confidence="likely",
                when=lambda told: any("next(" in one.source for one in told.raised.frames),
            ),
        ),
    ),
)
