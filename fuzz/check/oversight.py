"""oversights(): what was said to a network when it was built, and has no effect or another one."""

import ast
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from torch import Tensor, nn

from fuzz.check.cause.kind import SHADOWED, STALE
from fuzz.check.cause.shadow import SHADOW_FIX, shadow_text
from fuzz.check.cause.stale import stale_fix, stale_text
from fuzz.check.code.again import again
from fuzz.check.code.always import always
from fuzz.check.code.assigned import assigned_in
from fuzz.check.code.flagged import flagged_in
from fuzz.check.code.ignored import Ignored, ignored
from fuzz.check.code.indices import Swapped, swapped_indices
from fuzz.check.code.own import own_parts
from fuzz.check.code.pairs import replaced
from fuzz.check.code.tree import parts_of
from fuzz.check.loops import of_loops
from fuzz.check.network.frozen import moving
from fuzz.check.network.holding import held
from fuzz.check.network.place import Places, built_at, made_at, module_at
from fuzz.check.network.rates import rates
from fuzz.check.network.shadow import shadows
from fuzz.check.network.stale import stale
from fuzz.check.network.truth import truths
from fuzz.check.network.unasked import unasked
from fuzz.check.plain.at import Stale
from fuzz.check.plain.oversight import Oversight
from fuzz.execution.named.place import Place
from fuzz.text import counted

FROZEN = (
    "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.requires_grad_"
)
APPLY = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.apply"
INIT = "https://docs.pytorch.org/docs/stable/nn.init.html"
PARAMETER = "https://docs.pytorch.org/docs/stable/generated/torch.nn.parameter.Parameter.html"
MAXIMUM = "https://docs.pytorch.org/docs/stable/generated/torch.{}.html"
NORM = "https://docs.pytorch.org/docs/stable/generated/torch.nn.{kind}.html"

FLAG = "requires_grad"
NEAR = 0.85

LARGE = 0.1
"""An eps that is larger is a momentum: what is normalised has a variance of one."""

NORMS = (nn.modules.batchnorm._NormBase, nn.GroupNorm, nn.LayerNorm)


def oversights(network: nn.Module, places: Places) -> Iterator[Oversight]:
    """All that can be seen without a run, each once."""
    yield from _unfrozen(network, places)
    yield from _misspelled(network, places)
    yield from map(_of_stale, stale(network, places))
    yield from _unkept(network)
    yield from _initialised(network)
    yield from _undropped(network, places)
    yield from _written(network, places)
    yield from of_loops(network, places)
    yield from truths(network, places)
    yield from unasked(network, places)
    yield from map(_of_ignored, ignored(network, places))
    for shadow, fails in shadows(network):
        if fails:
            yield Oversight(SHADOWED, shadow_text(shadow.name), SHADOW_FIX, shadow.site, shadow.place)
    large: dict[tuple[str, float], list[str]] = {}
    for site, module in network.named_modules():
        if isinstance(module, NORMS) and module.eps > LARGE:
            large.setdefault((type(module).__name__, module.eps), []).append(site)
    for (kind, eps), sites in large.items():
        yield _of_eps(kind, eps, sites, made_at(network, sites[0], places))
    yield from rates(network, places)
    yield from moving(network, places)


def _unfrozen(network: nn.Module, places: Places) -> Iterator[Oversight]:
    """Modules whose requires_grad was set as if they were tensors: it is an attribute like any other."""
    for site, module in network.named_modules():
        flag = vars(module).get(FLAG)
        asks = [one.requires_grad for one in module.parameters()]
        in_vain = flag in (True, False) and bool(asks) and (any(asks) if not flag else not any(asks))
        if not in_vain or _reads(type(module)):
            continue
        what, place = site or "the network", _setting(network, site)
        written, by = what, None if place is not None else flagged_in(network, places, FLAG, flag)
        if by is not None:
            written, place = by
        done = "are trained all the same" if not flag else "stay frozen all the same"
        yield Oversight(
            "module_requires_grad",
            f"{what}.requires_grad = {flag} sets an attribute of a module, which nothing reads: its"
            f" parameters {done}",
            f"call it on the module, for all of its parameters: {written}.requires_grad_({flag})",
            site,
            place or made_at(network, site, places),
            FROZEN,
        )


def _misspelled(network: nn.Module, places: Places) -> Iterator[Oversight]:
    """Parameters of which something was set that is spelled almost like requires_grad."""
    those: dict[tuple[str, bool], list[str]] = {}
    for name, one in network.named_parameters():
        for attribute, value in vars(one).items():
            near = get_close_matches(attribute, [FLAG], cutoff=NEAR)
            if near and attribute != FLAG and value in (True, False) and value != one.requires_grad:
                those.setdefault((attribute, value), []).append(name)
    for (attribute, value), names in those.items():
        first = names[0].rpartition(".")[0]
        written = flagged_in(network, places, attribute, value, of_parameters=True)
        place = made_at(network, first, places) if first else None
        others = f" and of {counted(len(names) - 1, 'more parameter')}" if names[1:] else ""
        yield Oversight(
            "misspelled_flag",
            f"{attribute} = {value} was set of {names[0]}{others}, an attribute that nothing reads",
            f"it is spelled {FLAG}: {written[0] if written else 'parameter'}.{FLAG} = {value}, or"
            f" module.{FLAG}_({value}) for all",
            first,
            written[1] if written is not None else place,
            FROZEN,
        )


def _undropped(network: nn.Module, places: Places) -> Iterator[Oversight]:
    """Recurrent layers with dropout, which is between layers, and of which there is one."""
    for site, module in network.named_modules():
        if isinstance(module, nn.RNNBase) and module.num_layers == 1 and module.dropout:
            kind = type(module).__name__
            yield Oversight(
                "idle_dropout",
                f"{site} has dropout={module.dropout:g} and one layer: nn.{kind} drops between layers,"
                " and never behind the last one",
                f"put nn.Dropout({module.dropout:g}) behind it, or use num_layers=2",
                site,
                built_at(network, site, places) or made_at(network, site, places),
                NORM.format(kind=kind),
                minor=True,
            )


def _written(network: nn.Module, places: Places) -> Iterator[Oversight]:
    """What is not written as it is meant in what makes the network: conditions that ask something else,
    names that are given twice, an argument that is not used where another one is used twice."""
    for file, part in own_parts(network, places):
        for one in always(part, file):
            text, fix = f"{one.written}: {one.why}", f"write {one.meant}"
            yield Oversight("constant_condition", text, fix, "", one.place)
        for pair in replaced(part, file):
            text = f"{pair.name!r} is the name of {pair.first} already (line {pair.line}), which is"
            text += " replaced: a dictionary has one value for each name"
            yield Oversight(
                "replaced_name", text, f"give it a name of its own: {pair.name}2", "", pair.place
            )
        for names in swapped_indices(part, file):
            yield _of_swapped(names)
        for two in again(part, file):
            text = f"{two.written} is called, and nothing uses the argument {two.unread}"
            yield Oversight("unused_argument", text, f"write {two.meant}", "", two.place)


def _unkept(network: nn.Module) -> Iterator[Oversight]:
    """Tensors in attributes that were computed of a parameter which no module has: it was made, and not
    kept."""
    known = {id(one) for one in network.parameters()}
    for one in held(network):
        made = one.tensor.grad_fn
        if made is None or any(id(leaf) in known for leaf in leaves(made)):
            continue
        name = f"{one.site}.{one.attribute}" if one.site else one.attribute
        yield Oversight(
            "unkept_parameter",
            f"{name} is no parameter: it was computed of one, which nothing keeps. No optimizer trains"
            " it, no state dict saves it, and the second step runs into the graph of the first",
            "compute first, and make that the parameter: nn.Parameter(torch.randn(...) * 0.02)",
            one.site,
            assigned_in(type(one.owner), one.attribute),
            PARAMETER,
        )


def _initialised(network: nn.Module) -> Iterator[Oversight]:
    """Tensors in attributes that nn.init has given values, as only weights are given: no parameters."""
    for one in held(network):
        if one.tensor.requires_grad or not one.tensor.is_floating_point():
            continue
        calls = (node for part in parts_of(type(one.owner)) for node in ast.walk(part))
        written = f"self.{one.attribute}"
        if any(_initialises(node, written) for node in calls if isinstance(node, ast.Call)):
            name = f"{one.site}.{one.attribute}" if one.site else one.attribute
            yield Oversight(
                "plain_weight",
                f"{name} is initialised as a weight, and is a plain tensor: no optimizer trains it, no"
                " state dict saves it, and model.to() leaves it where it is",
                f"make it a parameter: {written} = nn.Parameter(torch.empty(...))",
                one.site,
                assigned_in(type(one.owner), one.attribute),
                PARAMETER,
            )


def _initialises(call: ast.Call, written: str) -> bool:
    """Whether it is a call of nn.init for what is written so."""
    function = ast.unparse(call.func)
    of_init = "init." in function and function.endswith("_")
    return of_init and bool(call.args) and ast.unparse(call.args[0]) == written


def leaves(node: Any) -> Iterator[Tensor]:
    """The tensors at the ends of the graph behind a node that collect a gradient."""
    waiting, seen = [node], {node}
    while waiting:
        one = waiting.pop()
        if hasattr(one, "variable"):
            yield one.variable
        for following, _ in one.next_functions:
            if following is not None and following not in seen:
                seen.add(following)
                waiting.append(following)


def _reads(kind: type[nn.Module]) -> bool:
    """Whether a class has such an attribute for a purpose of its own."""
    nodes = (node for part in parts_of(kind) for node in ast.walk(part))
    return any(
        isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Load)
        and ast.unparse(node) == f"self.{FLAG}"
        for node in nodes
    )


def _setting(network: nn.Module, site: str) -> Place | None:
    """The line in the class of a module, or of one that holds it, that sets its requires_grad."""
    parts = site.split(".") if site else []
    for count in range(len(parts), -1, -1):
        owner = module_at(network, ".".join(parts[:count]))
        name = ".".join((*parts[count:], FLAG))
        if owner is not None and (place := assigned_in(type(owner), name)) is not None:
            return place
    return None


def _of_swapped(one: Swapped) -> Oversight:
    return Oversight(
        "swapped_pair",
        f"{one.call}() along a dimension returns values, and then their indices: {one.written} gives"
        " them each other's names",
        f"write {one.meant}",
        "",
        one.place,
        MAXIMUM.format(one.call),
    )


def _of_ignored(one: Ignored) -> Oversight:
    return Oversight(
        "ignored_setting",
        f"this call leaves {one.argument}, its default, and nothing that makes the network reads"
        f" {one.setting}, which is {one.value!r}",
        f"hand it on: {one.meant}",
        "",
        one.place,
    )


def _of_stale(one: Stale) -> Oversight:
    return Oversight(STALE, stale_text(one), stale_fix(one), one.site, one.place)


def _of_eps(kind: str, eps: float, sites: list[str], place: Place | None) -> Oversight:
    others = f" (so have {counted(len(sites) - 1, 'more module')})" if sites[1:] else ""
    text = f"{sites[0]} has eps={eps:g}{others}, which is added to each variance"
    fix = "leave eps at 1e-5, the default"
    if "Batch" in kind:
        text += ": the second argument is eps, and not momentum"
        fix = "name it: momentum=0.1, the share of the new batch; both have defaults, as eps=1e-5"
    return Oversight("large_eps", text, fix, sites[0], place, NORM.format(kind=kind))
