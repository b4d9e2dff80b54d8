"""The trials of the claims in other implementations: prints JSON, which the page of claims shows.

    python -m benchmarks.claims.elsewhere > benchmarks/claims/elsewhere.json

Needs the libraries of all models.
"""

import sys
from dataclasses import replace
from pathlib import Path

import msgspec

from benchmarks.claims.article import CLAIMS
from benchmarks.claims.claim import Trial, Tried, run_trial
from benchmarks.implementations import keras
from benchmarks.implementations.names import NAMES, library_of
from benchmarks.implementations.translated import NotThere, translated
from fuzz.execution.threads import one_thread
from strategies.case import key
from strategies.error import CaseError

FILE = Path(__file__).with_name("elsewhere.json")

Elsewhere = dict[str, dict[str, str]]
"""For each case, as its canonical JSON, what happens in the models of these names; "" where it has no
place there."""


def elsewhere() -> Elsewhere:
    """What was seen in other implementations."""
    return msgspec.json.decode(FILE.read_bytes(), type=Elsewhere)


def _in(trial: Trial, name: str) -> str:
    try:
        if name == keras.NAME:
            return Tried(trial, keras.observe(trial.case), None).happened
        return run_trial(replace(trial, case=translated(trial.case, name))).happened
    except (NotThere, CaseError):
        return ""


def main() -> None:
    """Run each trial in each implementation but the first."""
    names = NAMES[1:]
    for name in names:
        library_of(name)
    one_thread()
    trials = [trial for claim in CLAIMS for trial in claim.trials]
    found = {key(trial.case).decode(): {name: _in(trial, name) for name in names} for trial in trials}
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


if __name__ == "__main__":
    main()
