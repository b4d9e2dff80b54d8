"""Whatever a case holds, check() returns it or raises a CaseError that names the field."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from strategies import Case, CaseError, cases, check
from strategies.input import Input
from strategies.layer import KINDS as LAYERS
from strategies.layer import Layer
from strategies.loss import KINDS as LOSSES
from strategies.loss import Loss
from strategies.subject import Subject
from strategies.surgery import Assign, Insert
from tests.unit.strategies.strategy import any_cases


def refusal(case: Case) -> str | None:
    """Why a case is refused, or None; anything but a CaseError is a fault of ours."""
    try:
        check(case)
    except CaseError as error:
        return str(error)
    return None


@given(any_cases())
def test_a_generated_case_passes_or_is_refused_by_field(case: Case) -> None:
    message = refusal(case)
    assert message is None or "`$" in message


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


@given(data=st.data())
def test_no_value_makes_check_stumble(data: st.DataObject) -> None:
    """Any option of any layer and loss, and any number of the subject, may hold anything."""
    kind = data.draw(st.sampled_from(tuple(LAYERS.values())))
    loss = data.draw(st.sampled_from(tuple(LOSSES.values())))
    values = data.draw(st.sampled_from((MILD, ANY)))
    options = {option.name: data.draw(values) for option in kind.options}
    weights = {option.name: data.draw(values) for option in loss.options}
    number = {data.draw(st.sampled_from(Subject.__struct_fields__)): data.draw(values)}
    case = Case(
        edits=(
            Insert(
                site=data.draw(st.sampled_from(("", "fc", "conv1"))), layer=Layer(kind.name, options)
            ),
            Assign(site="conv1", attribute="stride", value=data.draw(values)),
        ),
        input=Input(shape=data.draw(st.sampled_from(((2, 3, 32, 32), (8, 8), (0,), ())))),
        loss=Loss(loss.name, weights),
    )
    for other in (case, replace(case, loss=None), replace(case, subject=Subject(**number))):  # type: ignore[arg-type]
        message = refusal(other)
        assert message is None or "`$" in message


@given(cases())
def test_a_drawn_case_can_always_be_run(case: Case) -> None:
    assert check(case) == case
