"""cause_of(): why a run raised, where that is known, and changes that may put it right."""

from collections.abc import Iterator

import msgspec

from fuzz.check.probe import At, Change, Probe, Raised
from fuzz.message.read import explain
from strategies.contract.layer import invalid_options, output_dtype
from strategies.layer import LAYERS, Layer
from strategies.repair import Before, Repair, SetOption, UseDimensions, UseLayer
from strategies.rule import Conditions, RuleViolated, TensorSpec, shown
from strategies.violation import violation_of

JOINS = {
    "cat": "joins",
    "concat": "joins",
    "add": "adds",
    "__add__": "adds",
    "add_": "adds",
    "__iadd__": "adds",
    "mul": "multiplies",
    "__mul__": "multiplies",
    "stack": "stacks",
}
"""Operations between modules, and what they do to two tensors that have to fit each other."""


class Cause(msgspec.Struct, frozen=True):
    """Why something fails: in a sentence, what to do, the rule and its page; the changes that do it.

    ``certain`` is whether a rule of the layer says so, or the message alone.
    """

    text: str
    fix: str = ""
    rule: str = ""
    page: str = ""
    certain: bool = False
    changes: tuple[tuple[str, Change], ...] = ()


def cause_of(raised: Raised, probe: Probe) -> Cause | None:
    """The cause of an exception; None where it isn't known."""
    at = raised.at
    if raised.stage == "forward" and at.layer is not None and len(at.inputs) == 1:
        violated = _violated(at.layer, at.inputs[0], probe)
        if violated is not None:
            return _of_rule(violated, at, at.layer)
    return _of_operation(at) or _of_message(raised)


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
            case SetOption(of="site" | "any", option=option, values=values):
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


def _of_operation(at: At) -> Cause | None:
    """Two tensors that have to fit each other and don't."""
    does = JOINS.get(at.op)
    if does is None or len(at.operands) < 2:
        return None
    shapes = [shown(one.shape) for one in at.operands]
    if len(set(shapes)) < 2:
        return None
    names = [_named(maker) for maker in (*at.makers, *("",) * len(shapes))]
    parts = [f"{shape}{name}" for shape, name in zip(shapes, names, strict=False)]
    where = f"{at.kind}.forward" if at.kind else "the network"
    return Cause(
        f"{where} {does} tensors whose shapes do not fit: {' and '.join(parts)}",
        "let both have the same shape, but for the dimension that is joined"
        if does == "joins"
        else "let both have the same shape",
    )


def _named(maker: str) -> str:
    return f" from {maker}" if maker else ""


def _of_message(raised: Raised) -> Cause | None:
    """What the message says, where it can't say anything else."""
    answer = explain(f"{raised.exception}: {raised.message}").answer
    if answer is None or answer.confidence == "possible":
        return None
    return Cause(answer.cause, answer.fix, answer.rule or answer.name, answer.page)
