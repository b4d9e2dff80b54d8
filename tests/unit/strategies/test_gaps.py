"""What the contract used to allow: each case is run, and the verdict on it names the rule."""

from typing import Any

import msgspec
import pytest

from fuzz.execution.observe import observe
from fuzz.verdict.judgement import judge
from strategies.case import Case
from strategies.contract import predict

SMALL = {"shape": [2, 3, 32, 32]}


def layer(kind: str, **options: Any) -> dict[str, Any]:
    return {"kind": kind, "options": options}


def replaced(site: str, kind: str, **options: Any) -> dict[str, Any]:
    return {"edit": "replace", "site": site, "layer": layer(kind, **options)}


def inserted(site: str, kind: str, **options: Any) -> dict[str, Any]:
    return {"edit": "insert", "site": site, "layer": layer(kind, **options)}


CUT = {"edit": "truncate", "drop": 2}
LAST = {"in_channels": 2048, "out_channels": 8, "kernel_size": 1}
CHANNELS_LAST = {"shape": [2, 3, 64, 64], "layout": "channels_last"}


def case_of(*edits: dict[str, Any], **fields: Any) -> Case:
    plain = {"input": SMALL, "edits": edits, "loss": None}
    return msgspec.convert({**plain, **fields}, Case)


WRONG: dict[str, tuple[Case, str, str]] = {
    "eps in eval": (
        case_of(replaced("bn1", "BatchNorm2d", num_features=64, eps=-1.0)),
        "rejected",
        "batchnorm2d.eps",
    ),
    "eps in training": (
        case_of(replaced("bn1", "BatchNorm2d", num_features=64, eps=-1.0), mode="train"),
        "rejected",
        "batchnorm2d.eps",
    ),
    "proj_size": (
        case_of(replaced("fc", "LSTM", input_size=2048, hidden_size=8, proj_size=-1)),
        "rejected",
        "lstm.proj_size",
    ),
    "output_padding": (
        case_of(inserted("layer4", "ConvTranspose2d", **LAST, output_padding=-1)),
        "misplaced",
        "convtranspose2d.output_padding",
    ),
    "a view of strided features": (
        case_of(inserted("layer4", "View", shape=[2, -1]), input=CHANNELS_LAST),
        "rejected",
        "view.strided",
    ),
    "channels pooled": (
        case_of(
            CUT, inserted("", "Flatten", start_dim=2), inserted("", "AdaptiveAvgPool2d", output_size=1)
        ),
        "silent",
        "adaptiveavgpool2d.pooled_channels",
    ),
    "features pooled": (
        case_of(replaced("fc", "AdaptiveAvgPool1d", output_size=1)),
        "silent",
        "adaptiveavgpool1d.pooled_channels",
    ),
    "steps for batch": (
        case_of(
            CUT,
            inserted("", "Flatten", start_dim=2),
            inserted("", "Permute", dims=[0, 2, 1]),
            inserted("", "GRU", input_size=2048, hidden_size=8),
            input={"shape": [2, 3, 64, 64]},
        ),
        "silent",
        "gru.batch_first",
    ),
    "nothing loaded": (case_of(CUT, load="lenient"), "silent", "load.few_keys"),
    "weights of smoothed bytes": (
        case_of(
            loss={"kind": "CrossEntropyLoss", "options": {"weight": 1000, "label_smoothing": 0.1}},
            target={"dtype": "uint8"},
        ),
        "rejected",
        "crossentropyloss.index_type",
    ),
    "an option behind the shape": (
        case_of(loss={"kind": "MSELoss", "options": {"reduction": "batchmean"}}),
        "rejected",
        "mseloss.same_shape",
    ),
    "a batch of none for BatchNorm": (
        case_of({"edit": "truncate", "drop": 8}, input={"shape": [3, 64, 64]}),
        "rejected",
        "batchnorm2d.rank",
    ),
}

FINE: dict[str, Case] = {
    "a view of contiguous features": case_of(CUT, inserted("", "View", shape=[2, -1])),
    "most is loaded": case_of(inserted("layer4", "ReLU"), load="lenient"),
    "dimensions counted from behind": case_of(inserted("layer4", "Permute", dims=[0, -3, -2, -1])),
    "one image for convolutions alone": case_of(
        {"edit": "truncate", "drop": 9}, input={"shape": [3, 64, 64]}
    ),
    "one image to be pooled": case_of(
        {"edit": "truncate", "drop": 9},
        inserted("", "AdaptiveAvgPool2d", output_size=1),
        input={"shape": [3, 64, 64]},
    ),
    "batch_first": case_of(
        CUT,
        inserted("", "Flatten", start_dim=2),
        inserted("", "Permute", dims=[0, 2, 1]),
        inserted("", "GRU", input_size=2048, hidden_size=8, batch_first=True),
        input={"shape": [2, 3, 64, 64]},
    ),
}


@pytest.mark.parametrize(("case", "kind", "rule"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told(case: Case, kind: str, rule: str) -> None:
    finding = judge(case, observe(case))
    assert finding is not None
    assert (finding.signature.kind, finding.signature.rule) == (kind, rule)


@pytest.mark.parametrize("case", FINE.values(), ids=FINE)
def test_what_is_fine_is_allowed(case: Case) -> None:
    assert predict(case).violation is None
    assert judge(case, observe(case)) is None
