"""networks(): an edited network and its input, in a mode and a setting: all but the loss."""

from collections.abc import Sequence
from functools import lru_cache

from hypothesis import strategies as st
from msgspec.structs import replace

from strategies.case import Autocast, Case, Gradient, Load, Mode, plain
from strategies.coverage import Pair
from strategies.generation.aim import aimed, is_there
from strategies.generation.choice import among
from strategies.generation.input import PLAIN_INPUTS, fitted, inputs, plain_inputs
from strategies.generation.surgery import surgeries
from strategies.loss import LOSSES
from strategies.memory import memory
from strategies.names import check_subject
from strategies.network.models import DEFAULT, model_of
from strategies.subject import NORM_LAYERS, Subject
from strategies.surgery import Insert
from strategies.validation import is_valid

FOCI = (
    *("input",) * 4,
    *("surgery",) * 20,
    "setting",
    "subject",
    "activation",
    "load",
    "several",
)
"""Where the one fault of a network is looked for; "several" looks in most places at once.

All but edits are soon exhausted.
"""

MODES: tuple[tuple[Mode, bool], ...] = (
    *(("eval", False),) * 6,
    *(("train", False),) * 5,
    ("train", True),
    ("eval", True),
)
"""The mode, and whether to call backward."""

LOADS: tuple[Load, ...] = ("strict", "lenient")
SETTINGS: tuple[tuple[Gradient, Autocast], ...] = (
    *((gradient, "off") for gradient in ("off", "frozen", "off", "frozen")),
    *((gradient, "bfloat16") for gradient in ("on", "on", "off", "frozen")),
)
ALONE: tuple[tuple[Gradient, Autocast], ...] = (("on", "float16"),)
"""Tried on the plain network only: no case with it can be composed, and it is slow on a CPU."""

MODEST = 3 * 2**28
"""Bytes that a drawn network may take, a third of what may be run: only four in a thousand would take
more, and they alone would make the peak of a worker's memory."""

CLASS_COUNTS = (1000, 10, 1)
DILATIONS = ((False, False, True), (True, True, True), (False, True), (True,))
ODD_SUBJECTS = (
    *(Subject(norm_layer=name) for name in NORM_LAYERS),
    *(Subject(replace_stride_with_dilation=flags) for flags in DILATIONS),
    *(Subject(groups=groups, width_per_group=width) for groups, width in ((2, 64), (32, 4), (3, 4))),
    *(Subject(width_per_group=width) for width in (4, 0)),
    *(Subject(zero_init_residual=True, num_classes=count) for count in (1000, 0)),
    Subject(num_classes=0),
)
"""Subjects with one thing that is not plain; a model has those for which it has the option."""


@lru_cache(maxsize=64)
def plain_subjects(model: str) -> tuple[Subject, ...]:
    """The subjects of a model in which nothing is wrong."""
    own = (Subject(model=model, num_classes=count) for count in CLASS_COUNTS)
    known = model_of(Subject(model=model)).options
    return tuple(one for one in own if "num_classes" in known or one == Subject(model=model))


@lru_cache(maxsize=64)
def odd_subjects(model: str) -> tuple[Subject, ...]:
    """The subjects of a model in which something may be, where it has options at all."""
    known = model_of(Subject(model=model)).options
    own = (subject for subject in ODD_SUBJECTS if set(plain(subject)) <= set(known))
    return tuple(replace(subject, model=model) for subject in own)


ACTIVATIONS = tuple({kind.activation: None for kind in LOSSES.values() if kind.activation is not None})


def networks(aim: Pair | None = None, subjects: Sequence[str] = (DEFAULT,)) -> st.SearchStrategy[Case]:
    """Networks with their edits, an input, a mode and a setting; loss and target are the ordinary ones.

    ``subjects`` are the models that are edited, by their names in `strategies.network.models`; raises
    `CaseError` for one that is not known.

    Each looks for a fault in one place, and is plain everywhere else: an edit is drawn for the shapes
    at its site. With an ``aim``, each tries that pair of things, where it can be tried. Shrinks towards
    the ordinary network on a (2, 3, 32, 32) input. `check` accepts every case: known names, complete,
    and not too large to run. Each is estimated to take less than 768 MiB of memory.
    """
    for name in subjects:
        check_subject(Subject(model=name))
    return _networks(aim, tuple(subjects)).filter(_modest)


def _modest(case: Case) -> bool:
    return is_valid(case) and memory(case) < MODEST


@st.composite
def _networks(draw: st.DrawFn, aim: Pair | None, models: tuple[str, ...]) -> Case:
    name = draw(among(models)) if len(models) > 1 else models[0]
    mode, backward = draw(among(MODES))
    plain = fitted(PLAIN_INPUTS[:1], name)[0]
    case = Case(subject=Subject(model=name), input=plain, mode=mode, backward=backward)
    if aim is not None and is_there(aim, name):
        return aimed(draw, aim, case)
    focus = draw(among(FOCI))
    several = focus == "several"
    if focus == "subject" and odd_subjects(name):
        return replace(case, subject=draw(among(odd_subjects(name))))
    if focus == "input":
        return replace(case, input=draw(inputs(name)), backward=False)
    if focus == "activation":
        last = model_of(case.subject).parts.get("fc", "")
        return replace(case, edits=(Insert(site=last, layer=draw(among(ACTIVATIONS))),))
    if focus in ("setting", "several"):
        settings = SETTINGS if several else (*SETTINGS, *ALONE)
        gradient, autocast = draw(among(settings))
        case = replace(case, gradient=gradient, autocast=autocast)
    if focus == "setting":
        return case
    if focus == "load":
        case = replace(case, load=draw(among(LOADS)))
    subject = draw(among(plain_subjects(name)))
    fed = draw(inputs(name) if several else plain_inputs(name))
    edits = draw(surgeries(subject, fed.shape, least=1))
    return replace(case, subject=subject, input=fed, edits=edits)
