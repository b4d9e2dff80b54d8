"""The strategy that a competent person writes in half an hour: the usual edits, losses and targets."""

from hypothesis import strategies as st

from strategies.case import Case
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.surgery import AnyEdit, Remove, Replace

WIDTHS = (2048, 512, 1000)
CLASSES = (1000, 10, 1)
LOSSES = (
    "CrossEntropyLoss",
    "NLLLoss",
    "BCELoss",
    "BCEWithLogitsLoss",
    "MSELoss",
    "L1Loss",
)
DTYPES = ("int64", "float32", "float64", "int32", "bool")


def plain_cases() -> st.SearchStrategy[Case]:
    """A batch, a new head or a layer taken out, a loss, and a target that may fit."""
    heads = st.builds(
        lambda width, classes: (Replace(site="fc", layer=_linear(width, classes)),),
        st.sampled_from(WIDTHS),
        st.sampled_from(CLASSES),
    )
    sites = st.sampled_from(("fc", "avgpool", "maxpool", "layer4", "layer3", "relu", "bn1", "conv1"))
    taken_out = sites.map(lambda site: (Remove(site=site),))
    untouched: st.SearchStrategy[tuple[AnyEdit, ...]] = st.just(())
    return st.sampled_from((2, 1, 4)).flatmap(
        lambda batch: st.builds(
            Case,
            edits=st.one_of(untouched, heads, taken_out),
            input=_inputs(batch),
            mode=st.sampled_from(("eval", "train")),
            loss=st.sampled_from(LOSSES).map(Loss),
            target=_targets(batch),
            backward=st.booleans(),
        )
    )


def _linear(width: int, classes: int) -> Layer:
    return Layer("Linear", {"in_features": width, "out_features": classes})


def _inputs(batch: int) -> st.SearchStrategy[Input]:
    sides = st.sampled_from((32, 64, 224))
    return st.builds(
        lambda channels, side: Input(shape=(batch, channels, side, side)),
        st.sampled_from((3, 1, 4)),
        sides,
    )


def _targets(batch: int) -> st.SearchStrategy[Target]:
    shapes = [(batch,), (batch, 1), (batch, 10), (batch, 1000), (batch + 1,)]
    return st.builds(Target, shape=st.sampled_from(shapes), dtype=st.sampled_from(DTYPES))
