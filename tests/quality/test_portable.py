"""The contract on lesser processors than this one; ``make portable`` does it with all that there is."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.portable import available, environment

ROOT = Path(__file__).parents[2]
LAYERS = "LSTM or GRU or Linear or Conv2d"
"""Layers that oneDNN computes: where a dtype is missing, it shows in one of these."""


def test_what_the_contract_allows_the_least_processor_does_or_is_known_to_lack() -> None:
    name = next(available(), "")
    if not name:
        pytest.skip("this machine stands in for no processor")
    chosen = ["tests/quality/test_contract.py", "-k", f"layer_does_what_its_rule_allows and ({LAYERS})"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *chosen],
        cwd=ROOT,
        env=environment(name),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
