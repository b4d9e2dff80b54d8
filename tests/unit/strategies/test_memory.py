"""check() refuses a case that would take more memory than a machine has, wherever it hides."""

from typing import Any

import pytest

from resnet_fuzz import Case, CaseError
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.memory import memory
from strategies.names import MAX_BYTES
from strategies.subject import Subject
from strategies.surgery import AnyEdit, Assign, Insert, Replace, Truncate
from strategies.validation import check

PIXEL = Input(shape=(2, 3, 1, 1))


def stem(kind: str, **options: Any) -> Replace:
    return Replace(site="conv1", layer=Layer(kind, options))


def edited(*edits: AnyEdit, **rest: Any) -> Case:
    return Case(edits=edits, **rest)


def inserted(kind: str, **options: Any) -> Case:
    return edited(Insert(site="conv1", layer=Layer(kind, options)))


HUGE = {
    "linear": inserted("Linear", in_features=10**5, out_features=10**5),
    "upsample": inserted("Upsample", scale_factor=1000),
    "upsample to a size": inserted("Upsample", size=(10**5, 10**5)),
    "adaptive pooling": inserted("AdaptiveAvgPool2d", output_size=50_000),
    "padding": inserted("ZeroPad2d", padding=50_000),
    "padding of a convolution": edited(
        stem("Conv2d", in_channels=3, out_channels=64, kernel_size=1, padding=50_000)
    ),
    "padding that is made before it is skipped over": edited(
        stem(
            "Conv2d",
            in_channels=3,
            out_channels=3,
            kernel_size=1,
            stride=10**6,
            padding=20_000,
            padding_mode="replicate",
        )
    ),
    "padding that is assigned": edited(
        stem("Conv2d", in_channels=3, out_channels=64, kernel_size=7),
        Assign(site="conv1", attribute="padding", value=(20_000, 20_000)),
    ),
    "channels that a lie hides": edited(
        stem("Conv2d", in_channels=3, out_channels=10**5, kernel_size=1),
        Assign(site="conv1", attribute="out_channels", value=1),
    ),
    "windows": edited(
        stem("Conv2d", in_channels=3, out_channels=3, kernel_size=100, padding=50),
        input=Input(dtype="float64"),
    ),
    "concatenation": inserted("Concat", shape=(1000, 1000, 1000)),
    "addition": edited(Insert(site="", layer=Layer("Add", {"shape": (10**6, 1, 1)})), input=PIXEL),
    "frozen batch norm": edited(
        stem("FrozenBatchNorm2d", num_features=10**6), input=Input(shape=(2, 1, 224, 224))
    ),
    "neighbours": inserted("LocalResponseNorm", size=10**6),
    "fold": edited(
        stem("Fold", output_size=30_000, kernel_size=1, stride=30_000), input=Input(shape=(2, 64, 1))
    ),
    "attention": edited(
        Insert(
            site="", where="before", layer=Layer("TransformerEncoderLayer", {"d_model": 8, "nhead": 8})
        ),
        input=Input(shape=(30_000, 1, 8)),
    ),
    "a million small layers": inserted("GRU", input_size=1, hidden_size=0, num_layers=10**6),
    "three runs of one module": edited(
        Replace(site="layer1.0.relu", layer=Layer("Upsample", {"scale_factor": 20})), input=PIXEL
    ),
    "features that negative ones would make up for": edited(
        Insert(site="conv1", layer=Layer("Upsample", {"scale_factor": 1000})),
        Insert(site="", layer=Layer("Upsample", {"size": (-(10**6), 10**6)})),
    ),
    "groups": Case(subject=Subject(groups=10**4, width_per_group=1)),
    "classes": Case(subject=Subject(num_classes=10**6)),
    "input that is made as int64": Case(
        input=Input(shape=(2**10, 2**10, 2**10), dtype="uint8"), edits=(Truncate(drop=10),), loss=None
    ),
    "target that is broadcast": Case(
        subject=Subject(num_classes=10**5),
        input=PIXEL,
        loss=Loss("MSELoss"),
        target=Target(shape=(10**5, 1, 1), dtype="float32"),
    ),
    "paths of a CTC loss": Case(
        input=Input(shape=(1000, 3, 1, 1)), loss=Loss("CTCLoss"), target=Target(shape=(10**6,))
    ),
    "weight of a loss": Case(loss=Loss("CrossEntropyLoss", {"weight": (-(10**6), 10**6)})),
}


@pytest.mark.parametrize("case", HUGE.values(), ids=HUGE)
def test_a_case_that_is_too_large_is_refused(case: Case) -> None:
    with pytest.raises(CaseError, match=r"GiB.*`\$"):
        check(case)


@pytest.mark.parametrize("kind", ["Residual", "SqueezeExcite"])
def test_nothing_is_hidden_inside_a_layer(kind: str) -> None:
    options = {"channels": 64} | ({"kernel_size": 1} if kind == "Residual" else {})
    whole = Replace(site="layer1", layer=Layer(kind, {**options}))
    check(edited(whole))
    for edit in (
        Replace(site="layer1.conv", layer=Layer("ReLU")),
        Assign(site="layer1.conv", attribute="padding", value=1000),
    ):
        with pytest.raises(CaseError, match=r"edits\[1\].site"):
            check(edited(whole, edit))


def test_what_people_run_is_allowed() -> None:
    for batch in (1, 2, 4, 8):
        assert memory(Case(input=Input(shape=(batch, 3, 224, 224)))) < MAX_BYTES
    check(Case(input=Input(shape=(4, 3, 224, 224)), mode="train", backward=True))
    check(Case(subject=Subject(width_per_group=128)))
    check(Case(subject=Subject(groups=32, width_per_group=4)))
    check(inserted("Upsample", scale_factor=2))
