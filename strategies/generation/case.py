"""cases(): whole combinations, valid by construction but for mostly one fault at a chosen place."""

from hypothesis import strategies as st
from msgspec.structs import replace

from strategies.bound import check
from strategies.case import Autocast, Case, Gradient, Load, Mode
from strategies.error import CaseError
from strategies.flow import flow
from strategies.generation.input import inputs, squares
from strategies.generation.loss import candidates, losses, targets
from strategies.generation.surgery import surgeries
from strategies.input import Input
from strategies.loss import KINDS, Loss
from strategies.subject import NORM_LAYERS, Subject
from strategies.surgery import AnyEdit, Insert

FOCI = (
    *("loss",) * 6,
    *("surgery",) * 6,
    *("input",) * 4,
    *("run",) * 2,
    "load",
    "subject",
    "several",
)
"""Where the one fault of a case is looked for; "several" looks everywhere at once."""

CLASS_COUNTS = (1000, 10, 1)
MODES: tuple[Mode, ...] = ("eval", "train")
GRADIENTS: tuple[Gradient, ...] = ("on", "on", "off", "frozen")
LOADS: tuple[Load, ...] = ("strict", "lenient")
AUTOCASTS: tuple[Autocast, ...] = ("off", "bfloat16", "float16")
DILATIONS = ((False, False, True), (True, True, True), (False, True), (True,))


def cases() -> st.SearchStrategy[Case]:
    """Combinations of a ResNet-50, its edits, an input, a loss and a target.

    Each case looks for a fault in one place, and is plain everywhere else: an edit is drawn for the
    features that pass its site, a target for the output that the edited network ought to give (or,
    as people forget, for that of the network before the edit).
    Shrinks towards the ordinary network and loss on a (2, 3, 32, 32) input.
    Every case is one that `strategies.check` lets pass: known, complete, and not too large to run.
    """
    return _combinations().filter(_possible)


def _possible(case: Case) -> bool:
    try:
        check(case)
    except CaseError:
        return False
    return True


@st.composite
def _combinations(draw: st.DrawFn) -> Case:
    focus = draw(st.sampled_from(FOCI))
    several = focus == "several"
    subject = draw(_subjects(odd=focus == "subject" or several))
    fed = draw(inputs()) if focus == "input" or several else Input(shape=draw(squares()))
    edits: tuple[AnyEdit, ...] = ()
    if focus in ("surgery", "load") or several:
        edits = draw(surgeries(subject, fed.shape, least=1))
    case = Case(subject=subject, edits=edits, input=fed, mode=draw(st.sampled_from(MODES)))
    loss = draw(losses()) if focus == "loss" or several else Loss()
    if focus == "loss":
        case = _activated(case, loss, draw(st.booleans()))
    forgotten = focus == "surgery" and draw(st.booleans())
    output = flow(replace(case, edits=()) if forgotten else case).output
    fitting = candidates(KINDS[loss.kind], output)[0]
    chosen = draw(targets(output, loss)) if focus == "loss" or several else fitting
    return replace(
        case,
        load=draw(st.sampled_from(LOADS)) if focus == "load" else "no",
        loss=loss,
        target=chosen,
        gradient=draw(st.sampled_from(GRADIENTS)) if focus == "run" or several else "on",
        autocast=draw(st.sampled_from(AUTOCASTS)) if focus == "run" or several else "off",
        backward=draw(st.sampled_from((False, False, True))),
    )


def _subjects(*, odd: bool) -> st.SearchStrategy[Subject]:
    plain = st.builds(Subject, num_classes=st.sampled_from(CLASS_COUNTS))
    if not odd:
        return plain
    return st.one_of(
        st.builds(Subject, norm_layer=st.sampled_from(tuple(NORM_LAYERS))),
        st.builds(Subject, replace_stride_with_dilation=st.sampled_from(DILATIONS)),
        st.builds(
            Subject,
            groups=st.sampled_from((1, 2, 3, 32)),
            width_per_group=st.sampled_from((64, 4, 0)),
        ),
        st.builds(Subject, zero_init_residual=st.booleans(), num_classes=st.sampled_from((1000, 0))),
    )


def _activated(case: Case, loss: Loss, wanted: bool) -> Case:
    """With the activation that the loss expects put behind the head, where one is wanted."""
    activation = KINDS[loss.kind].activation
    if activation is None or not wanted:
        return case
    return replace(case, edits=(Insert(site="fc", layer=activation),))
