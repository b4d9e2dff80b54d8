"""predict(): what the documentation says about a case, without running it."""

from functools import lru_cache

from strategies.case import Case, Gradient, Load, Mode
from strategies.contract.backward import MODIFIED_IN_PLACE, check_backward, new_layers
from strategies.contract.comparison import (
    NO_GRADIENT,
    as_compared,
    predict_compared,
    predict_loss_backward,
)
from strategies.contract.construction import build
from strategies.contract.forward import through
from strategies.contract.load import doubt_load, load
from strategies.contract.meaning import meaning
from strategies.edited import output_attribute
from strategies.layer import Layer
from strategies.layer.common_rules import LARGER
from strategies.loss import Loss
from strategies.network.node import Block, Node
from strategies.network.program import Flatten
from strategies.repair import AddBatch, Nonempty, Repair, SetSize
from strategies.rule import Conditions, Domain, Rule, RuleViolated, TensorSpec
from strategies.subject import Subject
from strategies.surgery import AnyEdit
from strategies.value import Shape
from strategies.violation import Prediction, ViolatedAt, Violation, violation_of

UNBATCHED = Rule(
    "unbatched",
    "{layer} expects a batch of images, {wanted}, but got a single image, {got}",
    (Repair("add the batch dimension: x.unsqueeze(0)", AddBatch()),),
    "https://docs.pytorch.org/vision/stable/models.html",
)
EMPTY_BATCH = Rule(
    "empty_batch",
    "{layer} expects a batch of {wanted} images, but got {got}: the mean loss over an empty batch is"
    " NaN",
    (Repair("skip empty batches", SetSize(0, (2, 1))),),
    "generated/torch.nn.CrossEntropyLoss.html",
)
EMPTY_OUTPUT = Rule(
    "empty_output",
    "{layer} returns an empty output of shape {got}, over which the mean loss is NaN",
    (
        LARGER,
        Repair("use 1 or more for every size that a layer makes", Nonempty()),
    ),
    "generated/torch.mean.html",
)


def predict(case: Case) -> Prediction:
    """What PyTorch's documentation says of a case, without torch, in about 0.2 ms.

    Returns a `Prediction`: ``violations`` in order of execution, ``misuse``, ``output`` (shape and
    dtype, None where a rule of the network is violated), ``excused``. Expects a case that `check`
    accepts. Source: the ``page`` of each `Violation`.
    """
    network = predict_network(case)
    if case.loss is None or network.output is None:
        return network
    output = as_compared(network.output, case.autocast)
    compared = predict_compared(case.loss, case.target, output, meaning_of(case))
    misuse = network.misuse or compared.misuse
    expected = network._replace(violations=compared.violations, misuse=misuse)
    return _with_backward(expected, case, case.loss, output) if case.backward else expected


def _with_backward(there: Prediction, case: Case, loss: Loss, output: TensorSpec) -> Prediction:
    """The prediction for a case, with that for its backward pass.

    Torch asks for a scalar only where it requires grad: ``_make_grads`` of torch/autograd/__init__.py.
    """
    through_it = predict_backward(case)
    if through_it is not None and _is_excused(through_it, case):
        there, through_it = there._replace(excused=(*there.excused, through_it)), None
    needless = through_it is not None and through_it.rule == NO_GRADIENT.rule
    back = (None if needless else predict_loss_backward(loss, case.target, output), through_it)
    return there._replace(violations=(*there.violations, *filter(None, back)))


def _is_excused(violation: Violation, case: Case) -> bool:
    """Whether it may not apply: under autocast a layer may save a copy, which nothing modifies."""
    return case.autocast != "off" and violation.rule == f"network.{MODIFIED_IN_PLACE.name}"


def predict_network(case: Case) -> Prediction:
    """The prediction for a case up to the output of its network."""
    how = Conditions(case.mode == "train", case.autocast)
    x = TensorSpec(case.input.shape, case.input.dtype)
    network = _predict_network(case.subject, case.edits, case.load, x, how)
    if network.output is not None and output_attribute(case):
        return network._replace(output=network.output.one())
    return network


@lru_cache(maxsize=8192)
def _predict_network(
    subject: Subject, edits: tuple[AnyEdit, ...], loaded: Load, x: TensorSpec, how: Conditions
) -> Prediction:
    root, unfit, misuse, whole = build(subject, edits)
    if not whole:
        return Prediction(unfit, misuse)
    shape: Shape = x.shape
    unbatched: tuple[Violation, ...] = ()
    if len(shape) == 3 and _begins_with_images(root):
        violated = RuleViolated(UNBATCHED, ("N", *shape), shape)
        shape, unbatched = (1, *shape), (violation_of("forward", violated, "network"),)
    passed = through(root, x._replace(shape=shape), how)
    called = {f"{owner.lower()}.{violated.rule.name}" for _, owner, violated in passed.unfit}
    unused = tuple(violation for violation in unfit if violation.rule not in called)
    used = tuple(violation for violation in unfit if violation not in unused)
    try:
        load(root, loaded, subject)
    except ViolatedAt as located:
        unloadable = violation_of("load", located.violated, located.owner)
        return Prediction((*used, unloadable), misuse, excused=unused)
    unloaded = doubt_load(root, loaded, subject)
    misuse = misuse or (violation_of("load", unloaded, "load") if unloaded is not None else None)
    violations = (*used, *unbatched)
    violations += tuple(violation_of("forward", b, owner, site) for site, owner, b in passed.faults)
    beyond = tuple(violation_of("forward", b, owner, site) for site, owner, b in passed.beyond)
    if violations:
        return Prediction(violations, misuse, excused=(*unused, *beyond))
    met = (violation_of("forward", violated, owner, site) for site, owner, violated in passed.misuses)
    misuse = misuse or next(met, None) or _nothing_left(shape, passed.output)
    return Prediction((), misuse, passed.output, (*unused, *beyond))


def _begins_with_images(root: Node) -> bool:
    """Whether the network, or the first module in it, flattens from dimension 1 itself, as torchvision's
    does, so that its input needs a batch. The layers of any other network have rules of their own."""
    while isinstance(root, Block) and root.calls_each:
        root = next(iter(root.children.values()), None)
    return isinstance(root, Block) and any(isinstance(step, Flatten) for step in root.program)


def _nothing_left(x: Shape, output: TensorSpec) -> Violation | None:
    """The misuse of an empty batch or output, if it is empty."""
    if x[:1] == (0,):
        return violation_of("forward", RuleViolated(EMPTY_BATCH, "one or more", 0), "network")
    if 0 in output.shape:
        return violation_of(
            "forward", RuleViolated(EMPTY_OUTPUT, "one or more", output.shape), "network"
        )
    return None


def meaning_of(case: Case) -> Domain:
    """The domain of the output of a case's network."""
    return _meaning_of(case.subject, case.edits)


@lru_cache(maxsize=8192)
def _meaning_of(subject: Subject, edits: tuple[AnyEdit, ...]) -> Domain:
    return meaning(build(subject, edits).root)


def predict_backward(case: Case) -> Violation | None:
    """Why the backward pass through a case's network is expected to fail; None where it isn't."""
    root, new = build(case.subject, case.edits).root, new_layers(case.edits)
    return _predict_backward(root, case.input.shape, case.mode, case.gradient, new)


@lru_cache(maxsize=2048)
def _predict_backward(
    root: Node, shape: Shape, mode: Mode, gradient: Gradient, new: frozenset[Layer]
) -> Violation | None:
    try:
        check_backward(root, shape, mode, gradient, new)
    except ViolatedAt as located:
        return violation_of("backward", located.violated, located.owner, located.site)
    return None
