"""Cases are the same where torch is given the same: to Python, 1, 1.0 and True are one key."""

from itertools import combinations

import msgspec
import pytest

from strategies.case import Case, key
from strategies.layer.kind import FrozenLayer, Layer
from strategies.loss import Loss
from strategies.surgery import Assign, Replace
from strategies.value import Value

VALUES: tuple[Value, ...] = (1, 1.0, True, (1,))


def made(value: Value) -> tuple[Case, ...]:
    layer = Layer("Linear", {"in_features": value})
    return (
        Case(edits=(Replace(site="fc", layer=layer),)),
        Case(edits=(Assign(site="fc", attribute="in_features", value=value),)),
        Case(loss=Loss("HuberLoss", {"delta": value})),
    )


@pytest.mark.parametrize("number", range(3))
def test_values_of_other_types_make_other_cases(number: int) -> None:
    cases = [made(value)[number] for value in VALUES]
    assert all(one != other for one, other in combinations(cases, 2))
    assert len({key(case) for case in cases}) == len(set(cases)) == len(VALUES)
    assert [msgspec.json.decode(key(case), type=Case) for case in cases] == cases


def test_the_order_of_options_does_not_matter() -> None:
    one, other = (
        Layer("Linear", dict(options))
        for options in ((("in_features", 1), ("bias", False)), (("bias", False), ("in_features", 1)))
    )
    assert one == other
    assert hash(one) == hash(other)
    assert one != FrozenLayer("Linear", one.options)
