"""Which changes there are, from the most modest to the boldest."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.triage.fix import edit, fitting, head, image
from fuzz.triage.step import retargeted
from strategies.case import ORDINARY, Case
from strategies.validation import has_known_names
from strategies.violation import Violation


def fixes(case: Case, violation: Violation | None) -> Iterator[Case]:
    """Every case that one change leads to, each once; where the output changes, the target follows.

    First what is compared, then what an edit asks of a layer, the input, how it is run; then what is
    put in or exchanged; and last what is left out altogether. The numbers of the ``violation`` of a
    case are tried first.
    """
    tried = {case}
    for changed in _changes(case, violation):
        for candidate in (changed, *_following(case, changed)):
            if candidate not in tried and has_known_names(candidate):
                tried.add(candidate)
                yield candidate


def _following(before: Case, after: Case) -> Iterator[Case]:
    """The case after a change with a target that stands to its output as before, or that fits."""
    if after.loss is not None:
        yield from retargeted(before, after)
        yield from (replace(after, target=plain) for plain in head.fitting(after, after.loss))


def _changes(case: Case, violation: Violation | None) -> Iterator[Case]:
    yield from head.targets(case)
    yield from head.options(case)
    yield from edit.options(case, violation)
    yield from image.kinds(case)
    yield from image.batches(case)
    yield from _settings(case)
    yield from fitting.fitted(case, violation)
    yield from edit.alternative_edits(case)
    yield from edit.places(case, violation)
    yield from head.activations(case)
    yield from head.heads(case)
    yield from image.images(case)
    yield from edit.variants(case)
    yield from fitting.subjects(case)
    yield from fitting.without_edits(case)
    yield from head.losses(case)
    yield from _without(case)


def _settings(case: Case) -> Iterator[Case]:
    for name in ("gradient", "mode", "autocast"):
        yield replace(case, **{name: getattr(ORDINARY, name)})
    yield replace(case, load="lenient")


def _without(case: Case) -> Iterator[Case]:
    yield replace(case, load="no")
    yield replace(case, backward=False)
    if case.loss is not None:
        yield replace(case, loss=None, target=ORDINARY.target, backward=False)
    compared = replace(ORDINARY, loss=case.loss, target=case.target, backward=case.backward)
    yield from head.heads(compared)
    yield from (replace(ORDINARY, edits=case.edits), ORDINARY)
