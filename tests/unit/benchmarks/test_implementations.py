"""The same mistake in another implementation: where it is made there, and what the page says of it."""

import pytest

from benchmarks.implementations.page import page
from benchmarks.implementations.translated import NotThere, translated
from benchmarks.implementations.trial import Happens, Row, Tried
from strategies.case import Case
from strategies.layer import Layer
from strategies.subject import Subject
from strategies.surgery import AnyEdit, Insert, Remove, Truncate

RELU = Layer("ReLU")


@pytest.mark.parametrize(
    ("name", "site", "there"),
    [
        ("timm.resnet50", "avgpool", "global_pool"),
        ("timm.resnet50", "layer3.0.conv2", "layer3.0.conv2"),
        ("transformers.resnet50", "fc", "classifier.1"),
        ("transformers.resnet50", "", ""),
        ("resnet50", "avgpool", "avgpool"),
    ],
)
def test_an_edit_is_made_at_the_module_that_corresponds(name: str, site: str, there: str) -> None:
    case = translated(Case(edits=(Insert(site=site, layer=RELU),)), name)
    assert case == Case(subject=Subject(model=name), edits=(Insert(site=there, layer=RELU),))


@pytest.mark.parametrize(
    "case",
    [
        Case(subject=Subject(norm_layer="Identity")),
        Case(edits=(Remove(site="layer1.0.downsample"),)),
    ],
)
def test_what_the_other_has_not_cannot_be_made(case: Case) -> None:
    with pytest.raises(NotThere):
        translated(case, "transformers.resnet50")


@pytest.mark.parametrize("edit", [Truncate(drop=1), Remove(site="fc")])
def test_the_other_case_keeps_the_rest(edit: AnyEdit) -> None:
    case = Case(edits=(edit,), mode="train", subject=Subject(num_classes=10))
    assert translated(case, "timm.resnet50") == Case(
        edits=(edit,), mode="train", subject=Subject(model="timm.resnet50", num_classes=10)
    )


RAISES = Happens("rejected", "linear.in_features", "forward", "fc", "RuntimeError", "mat1 | mat2")
NAMES = ("ours", "theirs")


def tried(torch: str, ours: Happens, theirs: Happens) -> Tried:
    return Tried(
        torch, {"torch": torch}, [Row("in_features", "too many", {"ours": ours, "theirs": theirs})]
    )


def test_the_page_says_where_they_differ_and_what_another_release_does() -> None:
    text = page([tried("2.13", RAISES, Happens("silent")), tried("2.14", RAISES, RAISES)], NAMES)
    said = r"RuntimeError in forward at `fc`: mat1 \| mat2"
    assert "## Where they differ: 1 cause\n\n| cause | ours | theirs |\n" in text
    assert f"| `in_features` | {said} | silent |" in text
    assert f"| `in_features` | theirs | silent | {said} |" in text
    assert "| raises | 1 | 0 |" in text
    assert "| silent | 0 | 1 |" in text


def test_where_it_cannot_be_made_it_is_no_difference() -> None:
    text = page([tried("2.13", RAISES, Happens("missing"))], NAMES)
    assert "## Where they differ: 0 causes" in text
    assert "mat2 | theirs |" in text
