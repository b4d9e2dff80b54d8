"""predict(): what ought to happen to a case, by the documentation alone."""

from strategies.case import Case
from strategies.contract.backward import way_back
from strategies.contract.comparison import predict_compared, predict_way_back_from
from strategies.contract.construction import build
from strategies.contract.forward import through
from strategies.contract.load import load
from strategies.contract.meaning import meaning
from strategies.contract.violation import Located, Prediction, Violation, violation
from strategies.resnet import Block
from strategies.rule import Breach, Conditions, Domain, Feature, Rule

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


def predict(case: Case) -> Prediction:
    """What ought to happen to a whole case: the first violation on its way, or the first doubt."""
    network = predict_network(case)
    if case.loss is None or network.output is None:
        return network
    compared = predict_compared(case.loss, case.target, network.output, meaning_of(case))
    violations = compared.violations
    if case.backward:
        back = predict_way_back(case) or predict_way_back_from(case.loss, case.target, network.output)
        violations += (back,) if back is not None else ()
    return Prediction(violations, network.doubt or compared.doubt, network.output)


def predict_network(case: Case) -> Prediction:
    """What ought to come out of a case's network: a feature, or the violations up to there."""
    root, violations, doubt, whole = build(case.subject, case.edits)
    if not whole:
        return Prediction(violations, doubt)
    try:
        load(root, case.load)
    except Located as located:
        broken = violation("load", located.breach, located.owner)
        return Prediction((*violations, broken), doubt)
    shape = case.input.shape
    if len(shape) == 3 and isinstance(root, Block):
        broken = violation("forward", Breach(UNBATCHED, ("N", *shape), shape), "network")
        violations, shape = (*violations, broken), (1, *shape)
    how = Conditions(case.mode == "train", case.autocast)
    output, faults, doubts = through(root, Feature(shape, case.input.dtype), how)
    violations += tuple(violation("forward", breach, owner, site) for site, owner, breach in faults)
    if violations:
        return Prediction(violations, doubt)
    if doubt is None and doubts:
        site, owner, breach = doubts[0]
        doubt = violation("forward", breach, owner, site)
    if doubt is None and shape[:1] == (0,):
        doubt = violation("forward", Breach(EMPTY_BATCH, "one or more", 0), "network")
    return Prediction((), doubt, output)


def meaning_of(case: Case) -> Domain:
    """What the output of a case's network is meant as."""
    return meaning(build(case.subject, case.edits).root)


def predict_way_back(case: Case) -> Violation | None:
    """Why there ought to be no way back through the network of a case that may be run forward.

    Under autocast a layer may keep a copy, of which nothing is said.
    """
    try:
        way_back(build(case.subject, case.edits).root, case)
    except Located as located:
        return violation("backward", located.breach, located.owner, located.site)
    return None
