"""cause_of(): why a run raised, where that is known, and changes that may put it right."""

import re
from collections.abc import Iterator

import msgspec
from torch import Tensor

from fuzz.check.code.branch import unassigned
from fuzz.check.code.near import unknown_name
from fuzz.check.mismatch import RULE, mismatch
from fuzz.check.probe import At, Change, Probe, Raised, Widened
from fuzz.execution.named.place import Place
from fuzz.message.read import explain
from strategies.contract.layer import invalid_options, output_dtype
from strategies.layer import LAYERS, Layer
from strategies.repair import Before, Repair, SetOption, UseDimensions, UseLayer
from strategies.rule import Conditions, RuleViolated, TensorSpec, shown
from strategies.violation import violation_of

SIGNS = ("+=", "-=", "*=", "/=", "&=", "|=")

SHARED = "shared_module"
POOLING = "missing_pooling"
JOINED = "joined_along_batch"
UNASSIGNED = "unassigned"
GUESSED = re.compile(": by an inplace|: optimizer.step")
"""Where an answer goes on to what may have modified a tensor."""

STEPPED = "modify a copy of it: x.clone(); or behind backward(), in your loop"

UNKNOWN = "unknown_name"
UNCALLED_LAYER = "layer_not_called"
WIDENED = "widened_dtype"

OF_DTYPE = re.compile(r"[Dd]ouble|[Hh]alf|float64|dtype")


class Cause(msgspec.Struct, frozen=True):
    """Why something fails: in a sentence, what to do, the rule and its page; the changes that do it.

    ``certain`` is whether a rule of the layer says so, or the message alone. ``site`` is the module to
    look at, "" for the one that raised; ``place`` is the line to look at, where it is neither.
    """

    text: str
    fix: str = ""
    rule: str = ""
    page: str = ""
    certain: bool = False
    changes: tuple[tuple[str, Change], ...] = ()
    site: str = ""
    place: Place | None = None


def cause_of(raised: Raised, probe: Probe) -> Cause | None:
    """The cause of an exception; None where it isn't known."""
    at = raised.at
    usual = probe.dtype in ("", "float32") and not probe.autocast
    if usual and at.widened is not None and OF_DTYPE.search(raised.message) is not None:
        return of_widened(at.widened)
    if raised.stage == "forward" and at.layer is not None and len(at.inputs) == 1:
        violated = _violated(at.layer, at.inputs[0], probe)
        if violated is not None:
            told = _of_rule(violated, at, at.layer)
            joined = _of_joined(told, at, at.layer, probe.inputs[0].shape[0])
            return _of_shared(told, at) or joined or _of_pooling(told, at, at.layer) or told
    if (unfit := mismatch(at)) is not None:
        return Cause(*unfit, RULE)
    return _of_branch(raised) or _of_layer(raised) or _of_message(raised) or _of_name(raised)


def of_widened(widened: Widened) -> Cause:
    """What made float64 of the input, which the error is about further on."""
    line = f" at {widened.place}" if widened.place is not None else ""
    if widened.converted:
        fix = "leave out the conversion, or convert to the dtype of the weights: x.to(weight.dtype)"
        text = f"the float32 input is made {widened.converted}{line}, and the weights are float32"
        return Cause(text, fix, WIDENED, place=widened.place)
    whose = (
        f"the {widened.kind} {widened.name}" if widened.name else "a tensor that is made in forward()"
    )
    text = f"{whose} is float64, so that the float32 input becomes float64 with it{line}"
    fix = "make it float32, as numbers from numpy are not: torch.from_numpy(array).float(), or"
    fix = f"{fix} torch.tensor(array, dtype=torch.float32)"
    place = widened.made or (widened.place if not widened.name else None)
    return Cause(text, fix, WIDENED, site=widened.name, place=place)


def _violated(layer: Layer, x: TensorSpec, probe: Probe) -> RuleViolated | None:
    """The rule that a layer with float32 weights has about its options or its input."""
    if probe.dtype not in ("", "float32"):
        return None
    unfit = invalid_options(layer)
    if unfit is not None:
        return unfit
    try:
        output_dtype(layer, x, Conditions(probe.mode == "train", probe.autocast or "off"))
    except RuleViolated as violated:
        return violated
    return None


def _of_rule(violated: RuleViolated, at: At, layer: Layer) -> Cause:
    violation = violation_of("forward", violated, layer.kind, at.site)
    return Cause(
        violation.cause,
        violation.fix,
        violation.rule,
        violation.page,
        certain=True,
        changes=tuple(_changes(violation.repairs, at, layer)),
    )


def _changes(repairs: tuple[Repair, ...], at: At, layer: Layer) -> Iterator[tuple[str, Change]]:
    """The changes of the module itself that repairs advise, each with its sentence."""
    for repair in repairs:
        match repair.change:
            case SetOption(of="site" | "edit" | "any", option=option, values=values):
                fits = LAYERS[layer.kind].option(option)
                there = values or (fits.fits(at.inputs[0].shape) if fits is not None else ())
                for value in there[:3]:
                    changed = Layer(layer.kind, {**layer.options, option: value})
                    yield repair.text, Change(at.site, changed)
            case UseLayer(kind=kind, options=options):
                known = {option.name for option in LAYERS[kind].options}
                kept = {name: value for name, value in layer.options.items() if name in known}
                yield repair.text, Change(at.site, Layer(kind, {**kept, **options}))
            case UseDimensions(spatial=spatial):
                kind = f"{layer.kind[:-2]}{spatial}d"
                if kind in LAYERS:
                    yield repair.text, Change(at.site, Layer(kind, layer.options))
            case Before(kind=kind, options=options, then=()):
                yield repair.text, Change(at.site, layer, Layer(kind, dict(options)))


def _of_shared(told: Cause, at: At) -> Cause | None:
    """One module that two attributes have, each meant to be another."""
    tops = list(dict.fromkeys(name.partition(".")[0] for name in at.names))
    if len(tops) < 2:
        return None
    text = (
        f"{told.text}; {' and '.join(tops)} are one module under two names: a change of one changes both"
    )
    fix = f"let {tops[1]} be a module of its own: copy.deepcopy(...), or build another one"
    return Cause(text, fix, SHARED, certain=True, site=tops[1])


def _of_joined(told: Cause, at: At, layer: Layer, batch: int) -> Cause | None:
    """Features of several tensors that lie one behind the other in the batch, not side by side."""
    x, wanted = at.inputs[0].shape, layer.options.get("in_features")
    if layer.kind != "Linear" or not isinstance(wanted, int) or len(x) != 2 or batch < 1:
        return None
    times, left = divmod(x[0], batch)
    if left or times < 2 or times * x[1] != wanted:
        return None
    text = (
        f"{told.text}; it gets {x[0]} rows for a batch of {batch}: {times} tensors of {x[1]} features"
        f" are joined along the batch, and {times} x {x[1]} are the {wanted} features"
    )
    fix = "join them along the features: torch.cat((...), dim=1)"
    return Cause(text, fix, JOINED, told.page, certain=True)


def _of_pooling(told: Cause, at: At, layer: Layer) -> Cause | None:
    """A map that was made a vector as a whole, where its channels alone are what a layer expects."""
    made = at.flattened
    if made is None or layer.kind != "Linear" or at.inputs[0].shape != made.flat:
        return None
    if made.map[1] != layer.options.get("in_features") or made.map[2:] == (1, 1) or not made.maker:
        return None
    text = (
        f"{made.maker} gives a map {shown(made.map)}, which is flattened to {made.flat[1]};"
        f" {at.site} expects its {made.map[1]} channels alone: the pooling between them is missing"
    )
    fix = f"put nn.AdaptiveAvgPool2d(1) behind {made.maker}"
    pool = Change(made.maker, Layer("AdaptiveAvgPool2d", {"output_size": 1}), behind=True)
    return Cause(text, fix, POOLING, told.page, True, ((fix, pool), *told.changes), made.maker)


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


def _of_layer(raised: Raised) -> Cause | None:
    """A layer that is used as a tensor: it was made of one, in place of being called with it."""
    named = re.fullmatch(r"'(\w+)' object has no attribute '(\w+)'", raised.message)
    if named is None or named[1] not in LAYERS or not hasattr(Tensor, named[2]):
        return None
    text = f"an nn.{named[1]} is used as a tensor: nn.{named[1]}(x) makes a layer, and does not call it"
    return Cause(text, f"make the layer in __init__() and call it: nn.{named[1]}()(x)", UNCALLED_LAYER)


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
    answer = explain(f"{raised.exception}: {raised.message}").answer
    if answer is None or answer.confidence == "possible":
        return None
    text, fix = answer.cause, answer.fix
    if raised.stage == "backward" and raised.at.op and raised.at.place is not None:
        text = f"{GUESSED.split(text)[0]}: here by {_modifying(raised.at)}"
        fix = STEPPED if answer.name == "autograd.stepped" else fix
    return Cause(text, fix, answer.rule or answer.name, answer.page)


def _modifying(at: At) -> str:
    """How the operation that modifies a tensor in place is written."""
    if at.site:
        return f"{at.site}, which has inplace=True"
    code = at.place.code if at.place is not None else ""
    signs = (sign for sign in SIGNS if sign in code)
    return "an index assignment" if at.op == "__setitem__" else next(signs, f"{at.op}()")
