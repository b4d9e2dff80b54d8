"""What earlier releases of torch raised for the corpus is told as today's words for it are."""

import json
from pathlib import Path

import pytest

from fuzz.catalogue import CORPUS, Catalogue
from fuzz.message import explain

WORDINGS = sorted(Path(__file__).parent.glob("wordings-*.json"))
SAID = [one for path in WORDINGS for one in json.loads(path.read_text())["said"]]
ENTRIES = {entry.id: entry for entry in Catalogue(CORPUS)}

BARE = "", "the message alone could come from any line"
LATER = "the release lets this fault pass, and refuses what comes after it"
OTHERWISE = {
    "build-bilinear.in1_features-rejected": BARE,
    "build-groupnorm.num_groups_divide-rejected": ("normalisation.groups", "it has no numbers"),
    "build-gru.num_layers-rejected": BARE,
    "build-multiheadattention.num_heads-rejected": BARE,
    "build-transformerencoderlayer.d_model-rejected": BARE,
    "build-transformerencoderlayer.nhead-rejected": BARE,
    "forward-batchnorm1d.eps-rejected": ("channels", LATER),
    "forward-groupnorm.rank-rejected": ("shaping.scalar", LATER),
    "forward-syncbatchnorm.channels-rejected": ("parallel.sync_on_cpu", "it refuses any CPU first"),
    "forward-syncbatchnorm.eps-rejected": ("parallel.sync_on_cpu", "it refuses any CPU first"),
    "forward-syncbatchnorm.one_value-rejected": (
        "parallel.sync_on_cpu",
        "it refuses any CPU first",
    ),
    "forward-constantpad1d.nothing_left-rejected": ("earlier.cut", "it names the slice alone"),
    "forward-constantpad1d.rank-rejected": ("earlier.cut", "it names the slice alone"),
    "forward-reflectionpad1d.nothing_left-rejected": ("earlier.too_small", "it has the sizes alone"),
    "forward-reflectionpad2d.nothing_left-rejected": ("earlier.too_small", "it has the sizes alone"),
    "forward-zeropad2d.nothing_left-rejected": ("earlier.cut", "it names the slice alone"),
    "forward-zeropad2d.rank-rejected": ("earlier.cut", "it names the slice alone"),
    "loss-ctcloss.index_type-rejected": ("shaping.narrow_beyond", "it names the slice alone"),
    "loss-ctcloss.steps-rejected": ("shaping.narrow_beyond", "it names the slice alone"),
    "loss-multilabelmarginloss.same_shape-rejected": (
        "earlier.multilabel_margin_target",
        "it has the shape of the target alone",
    ),
    "loss-multimarginloss.batch-rejected": (
        "earlier.multi_margin_target",
        "it has the shape of the target alone",
    ),
    "loss-multimarginloss.extra_dimension-rejected": (
        "earlier.multi_margin_target",
        "it has the shape of the target alone",
    ),
    "loss-multimarginloss.missing_dimension-rejected": (
        "earlier.multi_margin_target",
        "it has the shape of the target alone",
    ),
    "loss-multimarginloss.unbatched_output-rejected": (
        "earlier.multi_margin_target",
        "it has the shape of the target alone",
    ),
}
"""Entries whose message of an earlier release is told otherwise than today's: by what, and why."""


@pytest.mark.parametrize("said", SAID, ids=[one["id"] for one in SAID])
def test_an_earlier_wording_is_told_as_that_of_today(said: dict[str, str]) -> None:
    entry = ENTRIES[said["id"]]
    answer = explain(f"{said['exception']}: {said['message']}").answer
    if entry.id in OTHERWISE:
        assert (answer.name if answer is not None else "") == OTHERWISE[entry.id][0]
        return
    seen = entry.message_seen
    today = explain(f"{seen.exception}: {seen.message}").answer if seen is not None else None
    if today is None:
        pytest.skip("what is said of it today is not read either")
    assert answer is not None
    told = {answer.name, answer.rule} - {""}
    assert told & {today.name, today.rule, entry.group, entry.signature.rule}


def test_what_is_told_otherwise_was_said() -> None:
    assert set(OTHERWISE) <= {one["id"] for one in SAID}
