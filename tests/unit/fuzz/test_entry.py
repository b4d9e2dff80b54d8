"""An entry's id and that of its cause: stable and readable."""

import pytest
from msgspec.structs import replace

from fuzz.catalogue import Found
from fuzz.catalogue.entry import group_without_rule, may_belong
from fuzz.verdict import Signature
from tests.unit.fuzz.sample import CASES, SIGNATURE, entry


def test_the_id_depends_on_the_signature_alone() -> None:
    one = entry()
    other = entry(case=CASES[1], observed=(), sites=("layer1",), found=Found(1, 2, 3))
    assert one.id == other.id
    for field, value in (("op", "linear"), ("stage", "loss"), ("template", "x"), ("rule", "r")):
        assert entry(signature=replace(SIGNATURE, **{field: value})).id != one.id


def test_the_id_is_a_plain_file_name() -> None:
    odd = replace(SIGNATURE, op="../__setitem__", exception="", template="/\0")
    assert entry(signature=odd).id.startswith("forward-setitem-spurious-")


def test_what_torch_says_is_one_cause_at_any_stage_and_as_any_kind_of_finding() -> None:
    group = group_without_rule(SIGNATURE)
    assert group.startswith("conv2d-runtimeerror-")
    assert group_without_rule(replace(SIGNATURE, stage="loss", kind="divergent")) == group
    for field in ("op", "exception", "template"):
        assert group_without_rule(replace(SIGNATURE, **{field: "other"})) != group


def test_without_an_exception_the_id_of_a_cause_begins_with_the_message() -> None:
    silent = Signature("loss", "nonfinite", template="the loss is not finite")
    assert group_without_rule(silent).startswith("the_loss_is_not_finite-")


RULE = Signature("forward", "rejected", "conv2d.channels")


@pytest.mark.parametrize(
    ("group", "signature", "fits"),
    [
        ("conv2d.channels", RULE, True),
        ("channels", RULE, True),
        ("conv1d.channels", RULE, False),
        ("conv2d", RULE, False),
        ("", RULE, False),
        ("", replace(RULE, rule="conv2d."), False),
        (group_without_rule(SIGNATURE), SIGNATURE, True),
        (group_without_rule(RULE), SIGNATURE, False),
        (group_without_rule(RULE), RULE, False),
        ("", SIGNATURE, False),
    ],
)
def test_a_cause_has_only_what_its_id_says(group: str, signature: Signature, fits: bool) -> None:
    assert may_belong(group, signature) == fits
