"""Cases for the tests of this folder: all that may be written, not only what is likely to tell."""

from typing import get_args

from hypothesis import strategies as st

from strategies import Case, cases, inputs, losses, surgeries, targets
from strategies.case import Autocast, Gradient, Load, Mode
from strategies.subject import NORM_LAYERS, Subject

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
