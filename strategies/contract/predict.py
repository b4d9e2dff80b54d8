"""predict(): what ought to happen to a case, by the documentation alone."""

from functools import lru_cache

from strategies.case import Case, Gradient, Mode
from strategies.contract.backward import OVERWRITTEN, layers_put_in, way_back
from strategies.contract.comparison import as_compared, predict_compared, predict_way_back_from
from strategies.contract.construction import build
from strategies.contract.forward import through
from strategies.contract.load import load
from strategies.contract.meaning import meaning
from strategies.contract.violation import Located, Prediction, Violation, violation
from strategies.layer import Layer
from strategies.loss import Loss
from strategies.resnet import Block, Node
from strategies.rule import Breach, Conditions, Domain, Feature, Rule
from strategies.value import Shape

UNBATCHED = Rule(
    "unbatched",
    "it takes a batch of images, {wanted}, and is given one image, {got}",
    "add the batch axis: x.unsqueeze(0)",
    "https://docs.pytorch.org/vision/stable/models.html",
)
EMPTY_BATCH = Rule(
    "empty_batch",
    "the batch has {got} images, and a mean over it needs {wanted}",
    "leave empty batches out",
    "generated/torch.nn.CrossEntropyLoss.html",
)
EMPTY_OUTPUT = Rule(
    "empty_output",
    "the output, {got}, has no elements, and a mean over it needs {wanted}",
    "keep every axis at 1 or more: output_size=1 where a pooling makes 0 places",
    "generated/torch.mean.html",
)


def predict(case: Case) -> Prediction:
    """What ought to happen to a whole case: the first violation on its way, or the first doubt."""
    network = predict_network(case)
    if case.loss is None or network.output is None:
        return network
    output = as_compared(network.output, case.autocast)
    compared = predict_compared(case.loss, case.target, output, meaning_of(case))
    misuse = network.misuse or compared.misuse
    expected = network._replace(violations=compared.violations, misuse=misuse)
    return _and_back(expected, case, case.loss, output) if case.backward else expected


def _and_back(there: Prediction, case: Case, loss: Loss, output: Feature) -> Prediction:
    """What ought to come of a case with the way back, too."""
    through_it = predict_way_back(case)
    if through_it is not None and _is_excused(through_it, case):
        there, through_it = there._replace(excused=(*there.excused, through_it)), None
    back = (predict_way_back_from(loss, case.target, output), through_it)
    return there._replace(violations=(*there.violations, *filter(None, back)))


def _is_excused(broken: Violation, case: Case) -> bool:
    """Under autocast a layer may keep a copy, which nothing writes over."""
    return case.autocast != "off" and broken.rule == f"network.{OVERWRITTEN.name}"


def predict_network(case: Case) -> Prediction:
    """What ought to come out of a case's network: a feature, or the violations up to there."""
    root, violations, misuse, whole = build(case.subject, case.edits)
    if not whole:
        return Prediction(violations, misuse)
    try:
        load(root, case.load)
    except Located as located:
        broken = violation("load", located.breach, located.owner)
        return Prediction((*violations, broken), misuse)
    shape = case.input.shape
    if len(shape) == 3 and isinstance(root, Block):
        broken = violation("forward", Breach(UNBATCHED, ("N", *shape), shape), "network")
        violations, shape = (*violations, broken), (1, *shape)
    how = Conditions(case.mode == "train", case.autocast)
    passed = through(root, Feature(shape, case.input.dtype), how)
    called = {f"{owner.lower()}.{breach.rule.name}" for _, owner, breach in passed.unfit}
    unused = tuple(
        broken for broken in violations if broken.stage == "build" and broken.rule not in called
    )
    violations = tuple(broken for broken in violations if broken not in unused)
    violations += tuple(violation("forward", b, owner, site) for site, owner, b in passed.faults)
    if violations:
        return Prediction(violations, misuse, excused=unused)
    met = (violation("forward", breach, owner, site) for site, owner, breach in passed.misuses)
    misuse = misuse or next(met, None) or _nothing_left(shape, passed.output)
    return Prediction((), misuse, passed.output, unused)


def _nothing_left(given: Shape, output: Feature) -> Violation | None:
    """What to say of an output over which there is no mean."""
    if given[:1] == (0,):
        return violation("forward", Breach(EMPTY_BATCH, "one or more", 0), "network")
    if 0 in output.shape:
        return violation("forward", Breach(EMPTY_OUTPUT, "one or more", output.shape), "network")
    return None


def meaning_of(case: Case) -> Domain:
    """What the output of a case's network is meant as."""
    return meaning(build(case.subject, case.edits).root)


def predict_way_back(case: Case) -> Violation | None:
    """Why there may be no way back through the network of a case that may be run forward."""
    root, new = build(case.subject, case.edits).root, layers_put_in(case.edits)
    return _predict_way_back(root, case.input.shape, case.mode, case.gradient, new)


@lru_cache(maxsize=2048)
def _predict_way_back(
    root: Node, shape: Shape, mode: Mode, gradient: Gradient, new: frozenset[Layer]
) -> Violation | None:
    try:
        way_back(root, shape, mode, gradient, new)
    except Located as located:
        return violation("backward", located.breach, located.owner, located.site)
    return None
