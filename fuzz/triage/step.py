"""Steps down: the cases that are next to a case and plainer than it, the boldest first."""

from collections.abc import Iterator
from itertools import combinations

from msgspec.structs import replace

from fuzz.triage.dropped import without
from strategies.case import ORDINARY, Case
from strategies.cost import cost
from strategies.edited import edited_network
from strategies.input import INPUT_VALUES, Input
from strategies.layer import LAYERS, Layer
from strategies.loss import LOSSES, Loss, Target
from strategies.loss.target import TARGET_VALUES, related_shapes
from strategies.network.model import Model
from strategies.network.models import model_of
from strategies.network.node import Node
from strategies.shape_inference import infer_shapes, shapes_at
from strategies.subject import OPTIONS, Subject, ordinary
from strategies.surgery import AnyEdit, Assign, Insert, Remove, Replace, Truncate
from strategies.validation import has_known_names
from strategies.value import DTYPES, Shape, Value


def steps(case: Case) -> Iterator[Case]:
    """Every plainer case that one change leads to: a deviation dropped, or made smaller or plainer.

    A change of the network or the input takes the target along where its shape follows the output.
    """
    bound = cost(case)
    for candidate in _candidates(case):
        if cost(candidate) < bound and has_known_names(candidate):
            yield candidate


def _candidates(case: Case) -> Iterator[Case]:
    yield from _single_aspects(case)
    yield from _settings(case)
    for changed in _network(case):
        yield changed
        yield from retargeted(case, changed)
    yield from _losses(case)
    for target in _targets(case.target):
        yield replace(case, target=target)
    for tensor in _inputs(case.input):
        changed = replace(case, input=tensor)
        yield changed
        yield from retargeted(case, changed)


ASPECTS = (
    ("subject", "edits", "load"),
    ("mode", "gradient", "autocast", "backward"),
    ("loss", "target"),
)


def _single_aspects(case: Case) -> Iterator[Case]:
    """The case with all but one aspect made ordinary, then with all but two; its input stays, or is as
    large as an ordinary one, since what is left may not take a smaller one."""
    for kept in (*((a,) for a in ASPECTS), *combinations(ASPECTS, 2)):
        fields = {name: getattr(case, name) for aspect in kept for name in aspect}
        for tensor in (case.input, _as_large_as_ordinary(case.input)):
            yield replace(ORDINARY, **{"input": tensor, "subject": ordinary(case.subject)} | fields)


def _as_large_as_ordinary(tensor: Input) -> Input:
    return replace(tensor, shape=(*tensor.shape[:2], *ORDINARY.input.shape[2:]))


def _settings(case: Case) -> Iterator[Case]:
    for name in ("load", "mode", "gradient", "autocast", "backward"):
        yield replace(case, **{name: getattr(ORDINARY, name)})
    yield replace(case, gradient="on", mode="eval", autocast="off", load="no")


def retargeted(before: Case, after: Case) -> Iterator[Case]:
    """The case after a change with a target that stands to its output as the old one to the old."""
    old, new = infer_shapes(before).output, infer_shapes(after).output
    for was, now in zip(related_shapes(old), related_shapes(new), strict=True):
        if was == before.target.shape and now != was:
            yield replace(after, target=replace(after.target, shape=now))


def _network(case: Case) -> Iterator[Case]:
    yield replace(case, subject=ordinary(case.subject))
    for name in OPTIONS:
        default = getattr(Subject(), name)
        yield replace(case, subject=replace(case.subject, **{name: default}))
    yield replace(case, edits=())
    for index, edit in enumerate(case.edits):
        before, after = case.edits[:index], case.edits[index + 1 :]
        yield replace(case, edits=before + after)
        yield replace(case, edits=without(case, index))
        for plainer in (*_edits(edit, model_of(case.subject)), *_moved(case, index)):
            yield replace(case, edits=(*before, plainer, *after))


def _edits(edit: AnyEdit, model: Model) -> Iterator[AnyEdit]:
    if isinstance(edit, Truncate):
        yield from (Truncate(drop=drop) for drop in range(1, edit.drop))
        return
    for site in (*model.plain_sites, *_ancestors(edit.site, model.stages)):
        if site or isinstance(edit, Insert):
            yield replace(edit, site=site)
    if isinstance(edit, Remove):
        yield replace(edit, how="identity")
    if isinstance(edit, Insert):
        yield replace(edit, where="after")
    if isinstance(edit, Replace):
        yield replace(edit, weights="fresh")
    if isinstance(edit, Replace | Insert):
        yield from (replace(edit, layer=layer) for layer in _layers(edit.layer))
    if isinstance(edit, Replace):
        yield Remove(site=edit.site)
        yield Insert(site=edit.site, layer=edit.layer)
        yield Insert(site="", layer=edit.layer)
    if isinstance(edit, Insert) and edit.site:
        yield Replace(site=edit.site, layer=edit.layer)
    if isinstance(edit, Assign):
        yield from (replace(edit, value=value) for value in _values(edit.value))


NOTHING = Layer("Identity")
PLAIN_EDITS: tuple[Insert | Replace, ...] = (
    Insert(site="", layer=NOTHING, where="before"),
    Insert(site="", layer=NOTHING),
    Insert(site="avgpool", layer=NOTHING),
    Replace(site="bn1", layer=NOTHING),
)
"""Where a layer is put that may be anywhere: for images, for features of a network, for maps."""


def _moved(case: Case, index: int) -> Iterator[AnyEdit]:
    """The layer of an edit inserted at a plainer site, with what fitted its input fitting the new one;
    or the last children left out instead."""
    edit = case.edits[index]
    if isinstance(edit, Insert | Replace):
        root = edited_network(case.subject, case.edits[:index])
        here = _entering(root, edit, case)
        for plain in PLAIN_EDITS:
            put = replace(plain, site=model_of(case.subject).site(plain.site))
            yield replace(put, layer=_refitted(edit.layer, here, _entering(root, put, case)))
    if not isinstance(edit, Truncate):
        yield Truncate(drop=1)


def _entering(root: Node, edit: Insert | Replace, case: Case) -> Shape:
    """The shape of the input of the layer of an edit."""
    entering, leaving = shapes_at(root, edit.site, case.input.shape)
    return leaving if isinstance(edit, Insert) and edit.where == "after" else entering


def _refitted(layer: Layer, here: Shape, there: Shape) -> Layer:
    """A layer with those options that fit the shape of its input fitting another."""
    options = dict(layer.options)
    for option in LAYERS[layer.kind].options:
        old, new = option.fits(here), option.fits(there)
        if old and new and options.get(option.name) == old[0]:
            options[option.name] = new[0]
    return Layer(layer.kind, options)


def _ancestors(site: str, stages: tuple[str, ...]) -> Iterator[str]:
    """The sites around a site, and its first sibling at each level."""
    names = site.split(".")
    yield from (".".join(names[:depth]) for depth in range(1, len(names)))
    firsts = ["0" if name.isdecimal() else name for name in names]
    yield ".".join(firsts)
    around = next((stage for stage in stages if f"{site}.".startswith(f"{stage}.")), names[0])
    depth = 1 + around.count(".")
    yield from (".".join((stage, *firsts[depth:])) for stage in stages)


def _layers(layer: Layer) -> Iterator[Layer]:
    yield Layer("Identity")
    required = {option.name for option in LAYERS[layer.kind].options if option.required}
    for name in layer.options.keys() - required:
        yield Layer(layer.kind, {key: v for key, v in layer.options.items() if key != name})
    for name, value in layer.options.items():
        for plainer in _values(value):
            yield Layer(layer.kind, {**layer.options, name: plainer})


def _values(value: Value) -> Iterator[Value]:
    """Smaller values of one option: smaller numbers, fewer and smaller sizes of a shape.

    From 1 and 2 to one less, by way of halves, quarters, and so on: so a threshold is not approached
    one by one.
    """
    if isinstance(value, tuple):
        yield 1
        yield from _smaller_shapes(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield from (small for small in (1, 2, *_nearer(value)) if 0 < small < value)
    elif isinstance(value, float):
        yield 1.0


def _nearer(value: int) -> Iterator[int]:
    step = value // 2
    while step > 0:
        yield value - step
        step //= 2


def _smaller_shapes(shape: Shape) -> Iterator[Shape]:
    for axis, size in enumerate(shape):
        yield shape[:axis] + shape[axis + 1 :]
        for small in (1, 2, *_nearer(size)):
            if 0 < small != size:
                yield (*shape[:axis], small, *shape[axis + 1 :])


def _losses(case: Case) -> Iterator[Case]:
    if case.loss is None:
        return
    yield replace(case, loss=Loss(case.loss.kind))
    for name, value in case.loss.options.items():
        rest = {key: v for key, v in case.loss.options.items() if key != name}
        yield replace(case, loss=Loss(case.loss.kind, rest))
        for plainer in _values(value):
            yield replace(case, loss=Loss(case.loss.kind, {**rest, name: plainer}))
    output = infer_shapes(case).output
    for fitting in LOSSES[case.loss.kind].targets(output):
        yield replace(case, target=fitting)
    common = {key: v for key, v in case.loss.options.items() if LOSSES[Loss().kind].option(key)}
    for fitting in (Target(), *LOSSES[Loss().kind].targets(output)):
        yield replace(case, loss=Loss(Loss().kind, common), target=fitting)


def _targets(target: Target) -> Iterator[Target]:
    yield Target()
    for shape in _plainer_shapes(target.shape, Target().shape):
        yield replace(target, shape=shape)
    yield replace(target, dtype=Target().dtype)
    for dtype in DTYPES[: DTYPES.index(target.dtype)]:
        yield replace(target, dtype=dtype)
    for values in TARGET_VALUES[: TARGET_VALUES.index(target.values)]:
        yield replace(target, values=values)


def _inputs(tensor: Input) -> Iterator[Input]:
    ordinary = Input()
    yield replace(tensor, layout=ordinary.layout)
    for dtype in DTYPES[: DTYPES.index(tensor.dtype)]:
        yield replace(tensor, dtype=dtype)
    for values in INPUT_VALUES[: INPUT_VALUES.index(tensor.values)]:
        yield replace(tensor, values=values)
    for shape in _plainer_shapes(tensor.shape, ordinary.shape):
        yield replace(tensor, shape=shape)


def _plainer_shapes(shape: Shape, ordinary: Shape) -> Iterator[Shape]:
    """Shapes nearer to the ordinary one: smaller sizes, then that very shape, then axis by axis.

    The sizes that take long to run come last.
    """
    yield from _smaller_shapes(shape)
    yield ordinary
    for axis in range(len(ordinary)):
        for small in (1, 2):
            yield (*ordinary[:axis], small, *ordinary[axis + 1 :])
    yield (*shape[:2], *ordinary[2:])
    if len(shape) == len(ordinary):
        for axis, size in enumerate(ordinary):
            yield (*shape[:axis], size, *shape[axis + 1 :])
