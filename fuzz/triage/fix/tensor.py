"""Changes of the input and of how a case is run."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from strategies.case import ORDINARY, Case
from strategies.network.models import model_of
from strategies.repair import AddBatch, PassImages, SetCase, SetImage, SetInput, SetSize, SetSubject
from strategies.value import Shape
from strategies.violation import Violation


def _set_input(case: Case, _: Violation, change: SetInput) -> Iterator[Case]:
    yield replace(case, input=replace(case.input, **{change.field: change.value}))


def _set_size(case: Case, _: Violation, change: SetSize) -> Iterator[Case]:
    shape, dim = case.input.shape, change.dim
    if dim < len(shape):
        for value in change.values:
            if isinstance(value, int):
                yield _shaped(case, (*shape[:dim], value, *shape[dim + 1 :]))


def _set_image(case: Case, _: Violation, change: SetImage) -> Iterator[Case]:
    shape = case.input.shape
    if len(shape) in (3, 4):
        for side in change.sides:
            if change.larger and side <= min(shape[-2:]):
                continue
            yield _shaped(case, (*shape[:-2], side, side))


def larger(case: Case) -> Iterator[Case]:
    """The case with images of an ordinary size, or a batch of two."""
    shape = case.input.shape
    if len(shape) == 4:
        yield from _set_image(case, None, SetImage(larger=False))  # type: ignore[arg-type]  # it needs no violation
        yield _shaped(case, (2, *shape[1:]))


def _add_batch(case: Case, _: Violation, __: AddBatch) -> Iterator[Case]:
    yield _shaped(case, (1, *case.input.shape))


def _pass_images(case: Case, _: Violation, __: PassImages) -> Iterator[Case]:
    if len(case.input.shape) != len(ORDINARY.input.shape):
        yield _shaped(case, ORDINARY.input.shape)


def _shaped(case: Case, shape: Shape) -> Case:
    return replace(case, input=replace(case.input, shape=shape))


def _set_case(case: Case, _: Violation, change: SetCase) -> Iterator[Case]:
    yield replace(case, **{change.field: change.value})


def _set_subject(case: Case, _: Violation, change: SetSubject) -> Iterator[Case]:
    if change.option in model_of(case.subject).options:
        yield replace(case, subject=replace(case.subject, **{change.option: change.value}))


CHANGES: dict[type, Callable[[Case, Violation, Any], Iterator[Case]]] = {
    SetInput: _set_input,
    SetSize: _set_size,
    SetImage: _set_image,
    AddBatch: _add_batch,
    PassImages: _pass_images,
    SetCase: _set_case,
    SetSubject: _set_subject,
}
