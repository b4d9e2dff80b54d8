"""Changes of what is compared: the target, the loss's options, the loss itself."""

from collections.abc import Iterator

from msgspec.structs import replace

from strategies.case import ORDINARY, Case
from strategies.loss import LOSSES, Loss, Target
from strategies.shape_inference import infer_shapes
from strategies.surgery import Insert


def targets(case: Case) -> Iterator[Case]:
    """What of a target that fits the output is missing: its type, its values, its shape, all."""
    if case.loss is None:
        return
    for plain in fitting(case, case.loss):
        for fields in (("dtype",), ("values",), ("shape",), ("dtype", "values"), ("dtype", "shape")):
            changed = {name: getattr(plain, name) for name in fields}
            yield replace(case, target=replace(case.target, **changed))
        yield replace(case, target=plain)


def fitting(case: Case, loss: Loss) -> tuple[Target, ...]:
    """The targets that fit the output of a case and a loss, the plainest first."""
    return LOSSES[loss.kind].targets(infer_shapes(case).output)


def options(case: Case) -> Iterator[Case]:
    """One option of the loss with a value that fits the output, or left out."""
    if case.loss is None:
        return
    kind, chosen, output = LOSSES[case.loss.kind], case.loss.options, infer_shapes(case).output
    for name in chosen:
        option = kind.option(name)
        lengths = option.lengths(output) if option is not None and option.lengths is not None else ()
        for value in (*lengths, *(option.values if option is not None else ())):
            yield replace(case, loss=Loss(case.loss.kind, {**chosen, name: value}))
        rest = {key: value for key, value in chosen.items() if key != name}
        yield replace(case, loss=Loss(case.loss.kind, rest))


def activations(case: Case) -> Iterator[Case]:
    """The network with the activation that the loss counts on behind it."""
    activation = LOSSES[case.loss.kind].activation if case.loss is not None else None
    if activation is not None:
        yield replace(case, edits=(*case.edits, Insert(site="", layer=activation)))


def heads(case: Case) -> Iterator[Case]:
    """The same loss with all that it counts on: plain options, the activation, a target that fits."""
    if case.loss is None:
        return
    name, chosen = case.loss.kind, case.loss.options
    plainer = [{key: value for key, value in chosen.items() if key != left} for left in chosen]
    for options in (chosen, *plainer, {}):
        for base in (case, *activations(case)):
            for plain in fitting(base, case.loss):
                yield replace(base, loss=Loss(name, options), target=plain)


def losses(case: Case) -> Iterator[Case]:
    """Another loss with a target that fits: what compares without activation, then the ordinary one."""
    if case.loss is None:
        return
    for name in ("BCEWithLogitsLoss", "MSELoss", "CrossEntropyLoss"):
        for plain in fitting(case, Loss(name)):
            yield replace(case, loss=Loss(name), target=plain)
    yield replace(case, loss=ORDINARY.loss, target=ORDINARY.target)
