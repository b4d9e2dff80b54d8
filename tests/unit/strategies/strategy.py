"""Cases for the tests of this folder: all that may be written, not only what is likely to tell."""

from typing import get_args

from hypothesis import strategies as st
from msgspec.structs import replace

from resnet_fuzz import Case, cases, inputs, losses, surgeries, targets
from strategies.case import Autocast, Gradient, Load, Mode
from strategies.input import Input
from strategies.layer import LAYERS, Layer
from strategies.loss import LOSSES, Loss
from strategies.subject import NORM_LAYERS, Subject
from strategies.surgery import Assign, Insert

SUBJECTS = st.builds(
    Subject,
    num_classes=st.sampled_from((1000, 10, 0)),
    groups=st.sampled_from((1, 32)),
    width_per_group=st.sampled_from((64, 4)),
    replace_stride_with_dilation=st.sampled_from(((), (False, True), (True, True, True))),
    norm_layer=st.sampled_from(tuple(NORM_LAYERS)),
    zero_init_residual=st.booleans(),
)

SIZES = (
    0,
    1,
    2,
    3,
    7,
    8,
    9,
    10,
    16,
    127,
    128,
    129,
    255,
    256,
    1000,
    1001,
    2048,
    5000,
    5001,
    10_000,
    10_001,
)
"""Sizes of an output, on both sides of what a loss may ask about."""

OUTPUTS = st.lists(st.sampled_from(SIZES), max_size=4).map(tuple)


@st.composite
def any_cases(draw: st.DrawFn) -> Case:
    """Cases as they are generated and, as often, cases with a fault in every place at once."""
    if draw(st.booleans()):
        return draw(cases())
    subject, fed, loss = draw(SUBJECTS), draw(inputs()), draw(st.none() | losses())
    return Case(
        subject=subject,
        edits=draw(surgeries(subject, fed.shape)),
        load=draw(st.sampled_from(get_args(Load))),
        input=fed,
        mode=draw(st.sampled_from(get_args(Mode))),
        gradient=draw(st.sampled_from(get_args(Gradient))),
        autocast=draw(st.sampled_from(get_args(Autocast))),
        loss=loss,
        target=draw(targets()),
        backward=loss is not None and draw(st.booleans()),
    )


MILD = st.one_of(
    st.integers(-3, 300),
    st.lists(st.integers(-3, 9), max_size=5).map(tuple),
    st.floats(-2, 300),
    st.sampled_from(("same", "replicate", "mean", True, None)),
)
NASTY = st.one_of(
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=50),
    st.lists(st.integers(-(10**6), 10**6), max_size=9).map(tuple),
)
ANY = MILD | MILD | NASTY


@st.composite
def odd_cases(draw: st.DrawFn) -> Case:
    """Any option of any layer and loss, and any number of the subject, may hold anything."""
    kind = draw(st.sampled_from(tuple(LAYERS.values())))
    loss = draw(st.sampled_from(tuple(LOSSES.values())))
    values = draw(st.sampled_from((MILD, ANY)))
    options = {option.name: draw(values) for option in kind.options}
    weights = {option.name: draw(values) for option in loss.options}
    number = {draw(st.sampled_from(Subject.__struct_fields__)): draw(values)}
    site = draw(st.sampled_from(("", "fc", "conv1")))
    case = Case(
        edits=(
            Insert(site=site, layer=Layer(kind.name, options)),
            Assign(site="conv1", attribute="stride", value=draw(values)),
        ),
        input=Input(shape=draw(st.sampled_from(((2, 3, 32, 32), (8, 8), (0,), ())))),
        loss=Loss(loss.name, weights),
    )
    others = (case, replace(case, loss=None), replace(case, subject=Subject(**number)))  # type: ignore[arg-type]
    return draw(st.sampled_from(others))
