"""Causes that the code tells: names without a value, layers that are not called; or the message."""

import re

from torch import Tensor

from fuzz.check.cause.kind import NOTHING, SHADOWED, UNASSIGNED, UNCALLED_LAYER, UNKNOWN, Cause
from fuzz.check.cause.shadow import SHADOW_FIX, shadow_text
from fuzz.check.code.branch import unassigned
from fuzz.check.code.constructed import made_of_tensor
from fuzz.check.code.near import unknown_name
from fuzz.check.code.tree import function_of
from fuzz.check.plain.at import At
from fuzz.check.plain.seen import Raised
from fuzz.message.read import explain
from strategies.layer import LAYERS

SIGNS = ("+=", "-=", "*=", "/=", "&=", "|=")

GUESSED = re.compile(": by an inplace|: optimizer.step")
"""Where an answer goes on to what may have modified a tensor."""

TAKEN = (
    re.compile(r"^'(\w+)' object has no attribute '(\w+)'$"),
    re.compile(r"must be Tensor, not (\w+)"),
    re.compile(r"invalid combination of arguments - got \((\w+)[,)]"),
    re.compile(r"unsupported operand type\(s\) for \S+: '(?:Tensor|Parameter)' and '(\w+)'"),
    re.compile(r"unsupported operand type\(s\) for \S+: '(\w+)' and '"),
    re.compile(r"expected Tensor as element \d+ in argument 0, but got (\w+)"),
)
"""What is said where a layer is used as a tensor, of which the first group is its class."""

HIDING = ("is not callable", "'method' object is not", "'function' object is not")
"""What is said where an attribute is called as the method that it hides, or the other way round."""

SHARING = "more than one element of the written-to tensor refers to a single memory location"

IN_FORWARD = {
    "autograd.numpy": "compute it with torch, which has most functions of NumPy under their names, such"
    " as torch.fft.fft2(x) for np.fft.fft2(x): it keeps the gradient for what is in front of it;"
    " detach() is for what is to learn nothing",
    **dict.fromkeys(
        ("module.tensor_as_parameter", "module.parameter_overwritten"),
        "what is computed in forward() is no parameter: give it to the function, as"
        " F.conv2d(x, self.weight * self.mask, self.bias); torch.nn.utils.parametrize and prune"
        " do so for a layer",
    ),
}
"""What to do inside of a network, where another answer is for what is done with its output."""

RESTATED = ("general.check", "general.no_choice")
"""The answers that say in other words what the message says, which stands beside each finding."""

IN_SEQUENCE = (
    "nn.Sequential gives each of its modules one tensor, what the one before it returns: call this one"
    " in the forward() of a module of your own, which has all that it takes"
)

STEPPED = "modify a copy of it: x.clone(); or behind backward(), in your loop"


def of_code(raised: Raised) -> Cause | None:
    """The cause as the code at the line or the message tells it; None where neither does."""
    return (
        _of_branch(raised)
        or _of_nothing(raised)
        or _of_layer(raised)
        or _of_shared_memory(raised)
        or _of_shadow(raised)
        or _of_message(raised)
        or _of_name(raised)
    )


def _of_branch(raised: Raised) -> Cause | None:
    """A name that has a value in one branch alone, as in training."""
    branch = unassigned(raised.exception, raised.message, raised.at.place)
    if branch is None:
        return None
    text = f"{branch.name} is assigned only where {branch.condition} (line {branch.line})"
    fix = f"assign {branch.name} in the other case as well, such as None, or use it where it is assigned"
    if not branch.on_training:
        return Cause(f"{text}, and used in any case", fix, UNASSIGNED)
    missing = "eval" if branch.condition == "self.training" else "training"
    fix = f"give it a value in {missing} mode as well, such as None; or use it where {branch.condition}"
    return Cause(f"{text}, and used in {missing} mode as well", fix, UNASSIGNED)


def _of_nothing(raised: Raised) -> Cause | None:
    """A module that returns None, which another operation is given."""
    nothing = raised.at.nothing
    if nothing is None or "NoneType" not in raised.message:
        return None
    text = f"{nothing.site or 'the network'} returns None: forward() of {nothing.name} has no return"
    return Cause(
        f"{text} on this path",
        "return at its end what it has computed",
        NOTHING,
        site=nothing.site,
        place=nothing.place,
    )


def _of_layer(raised: Raised) -> Cause | None:
    """A layer that is used as a tensor: it was made of one, in place of being called with it."""
    named = next((found for one in TAKEN if (found := one.search(raised.message))), None)
    if named is None or named[1] not in LAYERS:
        return None
    if named.re is TAKEN[0] and not hasattr(Tensor, named[2]):
        return None
    text = f"an nn.{named[1]} is used as a tensor: nn.{named[1]}(x) makes a layer, and does not call it"
    fix = f"make the layer in __init__() and call it: nn.{named[1]}()(x)"
    return Cause(text, fix, UNCALLED_LAYER, place=made_of_tensor(named[1], raised.at.place))


def _of_shared_memory(raised: Raised) -> Cause | None:
    """What expand() has made, whose samples are all in the same memory, is written to."""
    if SHARING not in raised.message:
        return None
    return Cause(
        "it writes to a tensor that expand() or the like has made: several of its elements are the same"
        " memory, which can't have several values",
        "make it of its full size, torch.zeros(x.size(0), ...), or write to a copy:"
        " x.expand(...).clone()",
        "autograd.shared_memory",
    )


def _of_shadow(raised: Raised) -> Cause | None:
    """A method of nn.Module that an attribute of the same name hides."""
    one = raised.at.shadow
    if one is None or not any(words in raised.message for words in HIDING):
        return None
    return Cause(shadow_text(one.name), SHADOW_FIX, SHADOWED, site=one.site, place=one.place)


def _of_name(raised: Raised) -> Cause | None:
    """A name that nothing assigns, as when it is misspelled."""
    unknown = unknown_name(raised.exception, raised.message, raised.at.place)
    if unknown is None:
        return None
    name, near = unknown
    return Cause(
        f"nothing is assigned to {name} before this line",
        f"did you mean {near}?" if near else f"assign {name}",
        UNKNOWN,
    )


def _of_message(raised: Raised) -> Cause | None:
    """What the message says, where it can't say anything else."""
    answer = explain(_traceback(raised)).answer
    if answer is None or answer.confidence == "possible" or answer.name in RESTATED:
        return None
    text, fix = answer.cause, answer.fix
    if raised.stage == "forward":
        fix = IN_FORWARD.get(answer.name, fix)
    if raised.stage == "backward" and raised.at.op and raised.at.place is not None:
        text = f"{GUESSED.split(text)[0]}: here by {_modifying(raised.at)}"
        fix = STEPPED if answer.name == "autograd.stepped" else _out_of_place(raised.at) or fix
    if answer.name == "call.more_inputs" and _is_numbered(raised.at.site):
        return Cause(text, IN_SEQUENCE, answer.name, answer.page, place=raised.at.made)
    return Cause(text, fix, answer.rule or answer.name, answer.page)


def _is_numbered(site: str) -> bool:
    """Whether a module is one of an nn.Sequential, by its name."""
    return site.rpartition(".")[2].isdigit()


def _traceback(raised: Raised) -> str:
    """What Python would print of it, as far as it is about the user's line."""
    place, said = raised.at.place, f"{raised.exception}: {raised.message}"
    if place is None:
        return said
    within = function_of(place)
    name = within.name if within is not None else "<module>"
    line = f'  File "{place.file}", line {place.line}, in {name}\n    {place.code}'
    return f"Traceback (most recent call last):\n{line}\n{said}"


def _out_of_place(at: At) -> str:
    """How an operation that is written as += or the like is written so that it modifies nothing."""
    sign = "" if at.site else _sign(at)
    return (
        f"write it as x = x {sign[0]} y, which makes another tensor, in place of x {sign} y"
        if sign
        else ""
    )


def _sign(at: At) -> str:
    code = at.place.code if at.place is not None else ""
    return "" if at.op == "__setitem__" else next((sign for sign in SIGNS if sign in code), "")


def _modifying(at: At) -> str:
    """How the operation that modifies a tensor in place is written."""
    if at.site:
        return f"{at.site}, which has inplace=True"
    return "an index assignment" if at.op == "__setitem__" else _sign(at) or f"{at.op}()"
