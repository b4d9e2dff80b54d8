"""A cause and its file: the plainest variant first, and read back as it was."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fuzz.catalogue import Cause, Entry, Found
from fuzz.catalogue.cause import cause_of, causes_of, encode
from fuzz.catalogue.merge import merge
from fuzz.catalogue.read import read_cause
from fuzz.verdict import Signature
from tests.unit.fuzz.sample import CASES, SIGNATURE, entries, entry

FILE = """\
{
  "format": 3,
  "id": "channels",
  "layers": [
    "Conv1d",
    "Conv2d"
  ],
  "signature": {
    "stage": "forward",
    "kind": "rejected",
    "rule": "conv2d.channels"
  },
  "case": {
    "input": {
      "shape": [
        2,
        1,
        224,
        224
      ]
    }
  },
  "observed": [
    {
      "torch": "2.13.0",
      "torchvision": "0.28.0",
      "device": "cpu",
      "stage": "forward",
      "exception": "RuntimeError",
      "message": "expected 3 channels",
      "site": "conv1"
    }
  ],
  "found": {
    "seed": 1,
    "shard": 2,
    "index": 3
  },
  "variants": [
    {
      "id": "forward-conv1d.channels-rejected",
      "signature": {
        "stage": "forward",
        "kind": "rejected",
        "rule": "conv1d.channels"
      },
      "case": {
        "subject": {
          "num_classes": 10
        },
        "loss": {
          "kind": "MSELoss",
          "options": {
            "reduction": "sum"
          }
        }
      }
    }
  ]
}
"""


def of_rule(rule: str, **rest: object) -> Entry:
    return entry(group="channels", signature=Signature("forward", "rejected", rule), **rest)


PLAIN = of_rule("conv2d.channels", case=CASES[1], found=Found(1, 2, 3))
OTHER = of_rule("conv1d.channels", case=CASES[2], observed=())


def test_the_file_reads_from_the_plainest_variant_to_the_others() -> None:
    assert encode(cause_of("channels", [OTHER, PLAIN])).decode() == FILE


def test_what_differs_between_devices_does_not_stand_for_a_cause() -> None:
    signature = replace(SIGNATURE, kind="divergent")
    divergent = entry(signature=signature, case=CASES[1], group=entry().group)
    assert cause_of(entry().group, [divergent, entry()]).plainest == entry()
    assert cause_of(entry().group, [divergent]).plainest == divergent


def test_its_layers_are_kinds_of_layer_and_loss_and_nothing_else() -> None:
    rules = ("mseloss.x", "conv2d.x", "conv2d.y", "network.x", "edit.x", "load.x", "resnet.x")
    assert Cause("x", tuple(map(of_rule, rules))).layers == ("Conv2d", "MSELoss")
    assert Cause("x", (entry(),)).layers == ()


@given(st.lists(entries, max_size=5))
def test_each_entry_is_in_one_cause(some: list[Entry]) -> None:
    merged = merge(some)
    causes = causes_of(merged.values())
    assert {one.id: one for cause in causes for one in cause.variants} == merged
    assert all(one.group == cause.id for cause in causes for one in cause.variants)
    assert [cause.id for cause in causes] == sorted({one.group for one in some})


@given(st.lists(entries, min_size=1, max_size=5))
def test_what_was_written_is_read_back(some: list[Entry]) -> None:
    with TemporaryDirectory() as directory:
        path = Path(directory) / "cause.json"
        for cause in causes_of(merge(some).values()):
            path.write_bytes(encode(cause))
            assert read_cause(path) == cause
            assert encode(read_cause(path)) == encode(cause)
