"""What a shell offers at Tab, asked as bash asks."""

from pathlib import Path

import pytest

from fuzz.catalogue.store import write_all
from tests.cli.conftest import runner
from tests.cli.sample import ENTRIES

ASKED = """
import os, sys
line = sys.argv[1:]
sys.argv = ["fuzz"]
os.environ["COMP_WORDS"], os.environ["COMP_CWORD"] = " ".join(line), str(len(line) - 1)
os.environ["_FUZZ_COMPLETE"] = "bash_complete"
import atexit
atexit.register(lambda: print("torch" in sys.modules, file=sys.stderr))
from fuzz.cli.app import main
main()
"""


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("fuzz rep", ["replay", "report"]),
        ("fuzz show --catalogue catalogue lin", ["linear.unpooled"]),
        ("fuzz show --catalogue catalogue conv2", ["conv2d.channels"]),
        ("fuzz accept --reason no one_va", ["one_value"]),
        ("fuzz list --stage b", ["build", "backward"]),
        ("fuzz list softm", ["Softmax", "Softmin", "Softmax2d", "SoftMarginLoss"]),
        ("fuzz sweep --layers Linear,Bilin", ["Linear,Bilinear"]),
        ("fuzz report --format j", ["junit", "jsonl"]),
        ("fuzz show --catalogue nowhere x", []),
    ],
)
def test_ids_layers_and_words_are_offered(tmp_path: Path, line: str, offered: list[str]) -> None:
    write_all(ENTRIES, tmp_path / "catalogue")
    result = runner(tmp_path, ["-c", ASKED])(*line.split())
    assert (result.returncode, result.stderr) == (0, "False\n")
    found = [told.partition(",")[2] for told in result.stdout.splitlines()]
    assert [word for word in offered if word not in found] == []
    assert len(found) <= len(offered) + 1
