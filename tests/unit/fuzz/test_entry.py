"""An entry's id and its file: stable, readable, and read back as it was."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from msgspec.structs import replace

from fuzz.catalogue import Entry, Found
from fuzz.catalogue.entry import encode
from fuzz.catalogue.read import read_entry
from tests.unit.fuzz.sample import CASES, SIGNATURE, entries, entry

FILE = """\
{
  "format": 2,
  "id": "forward-conv2d-runtimeerror-8a8b304167",
  "signature": {
    "stage": "forward",
    "kind": "spurious",
    "op": "conv2d",
    "exception": "RuntimeError",
    "template": "expected # channels"
  },
  "case": {
    "input": {
      "shape": [
        2,
        4,
        32,
        32
      ]
    }
  },
  "wordings": [
    {
      "exception": "RuntimeError",
      "template": "expected # channels"
    }
  ],
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
  }
}
"""


def test_the_file_reads_from_what_it_is_to_where_it_was_found() -> None:
    assert encode(entry(found=Found(1, 2, 3))).decode() == FILE


def test_the_id_depends_on_the_signature_alone() -> None:
    one = entry()
    other = entry(case=CASES[1], observed=(), sites=("layer1",), found=Found(1, 2, 3))
    assert one.id == other.id
    for field, value in (("op", "linear"), ("stage", "loss"), ("template", "x"), ("rule", "r")):
        assert entry(signature=replace(SIGNATURE, **{field: value})).id != one.id


def test_the_id_is_a_plain_file_name() -> None:
    odd = replace(SIGNATURE, op="../__setitem__", exception="", template="/\0")
    assert entry(signature=odd).id.startswith("forward-setitem-spurious-")


@given(entries)
def test_what_was_written_is_read_back(one: Entry) -> None:
    with TemporaryDirectory() as directory:
        path = Path(directory) / "entry.json"
        path.write_bytes(encode(one))
        assert read_entry(path) == one
        assert encode(read_entry(path)) == encode(one)
