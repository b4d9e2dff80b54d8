"""Torch's own defects are told as such, and nothing else is."""

import msgspec
import pytest

from fuzz.execution.observe import observe
from fuzz.verdict import Signature
from fuzz.verdict.defect import DEFECTS, defect_of
from fuzz.verdict.judgement import judge
from resnet_fuzz import Case

SHOWN = {
    "MaxPool2d": '{"edits":[{"edit":"replace","site":"maxpool","layer":{"kind":"MaxPool2d","options":'
    '{"kernel_size":2,"stride":2,"padding":1,"dilation":2}}}],"input":{"shape":[2,3,2,2]}}',
    "max_pool3d": '{"edits":[{"edit":"insert","site":"avgpool","layer":{"kind":"MaxPool3d","options":'
    '{"kernel_size":1}}}],"input":{"layout":"channels_last"}}',
    "backward": '{"edits":[{"edit":"truncate","drop":2}],"input":{"layout":"channels_last"},"loss":'
    '{"kind":"NLLLoss"},"target":{"shape":[2,7,7]},"backward":true}',
}


@pytest.mark.parametrize("op", SHOWN)
def test_a_known_defect_is_recognised_where_torch_shows_it(op: str) -> None:
    case = msgspec.json.decode(SHOWN[op], type=Case)
    finding = judge(case, observe(case))
    assert finding is not None
    defect = defect_of(finding.signature)
    assert defect in DEFECTS
    assert defect is not None
    assert defect.op == op


def test_what_is_not_in_the_table_is_not_explained() -> None:
    unknown = Signature(stage="forward", kind="spurious", op="conv2d", exception="E", template="x")
    assert defect_of(unknown) is None
    ruled = Signature(stage="forward", kind="rejected", rule="maxpool2d.padding", op="MaxPool2d")
    assert defect_of(ruled) is None
