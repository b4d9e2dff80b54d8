"""An edit dropped: those behind it stay with their modules."""

import pytest

from fuzz.triage.dropped import without
from strategies.case import Case
from strategies.layer import Layer
from strategies.surgery import AnyEdit, Insert, Remove, Truncate

NOTHING = Layer("Identity")


@pytest.mark.parametrize(
    ("dropped", "old", "new"),
    [
        (Insert(site="", layer=NOTHING), "0.layer3.0.relu", "layer3.0.relu"),
        (Insert(site="", layer=NOTHING, where="before"), "1.fc", "fc"),
        (Insert(site="layer3", layer=NOTHING), "layer3.0.1.conv2", "layer3.1.conv2"),
        (Insert(site="layer3", layer=NOTHING), "layer3.0", "layer3"),
        (Insert(site="layer3", layer=NOTHING), "layer3.1", "layer3.1"),
        (Insert(site="layer3", layer=NOTHING), "layer4.0.conv2", "layer4.0.conv2"),
        (Truncate(drop=2), "4.0.relu", "layer1.0.relu"),
        (Truncate(drop=2), "99.relu", "99.relu"),
        (Remove(site="layer3.0"), "layer3.0.relu", "layer3.0.relu"),
    ],
)
def test_what_is_behind_it_is_called_as_it_is_without(dropped: AnyEdit, old: str, new: str) -> None:
    case = Case(edits=(Remove(site="bn1"), dropped, Remove(site=old)))
    assert without(case, 1) == (Remove(site="bn1"), Remove(site=new))


def test_the_number_of_a_child_is_that_of_the_network_that_was_truncated() -> None:
    case = Case(edits=(Truncate(drop=1), Truncate(drop=1), Remove(site="4.0.relu")))
    assert without(case, 1)[1] == Remove(site="4.0.relu")
