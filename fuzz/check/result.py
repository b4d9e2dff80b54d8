"""Checked: all that is known of a network after it was checked."""

import msgspec

from fuzz.check.bound.contract import InputContract
from fuzz.check.edits import Edited
from fuzz.check.finding import Finding
from fuzz.check.lossfit import LossFit
from fuzz.check.plain.probe import Probe
from fuzz.check.pretrained import PretrainedFit


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What came of checking a network.

    ``probe`` is the input with which it was run; ``contract`` is None where it takes no input that is
    known here. ``losses`` are those that fit its output, or do not mean it; ``pretrained`` is whose
    weights it could load, ``edits`` what came of surgery on it. ``left_out`` says what was not looked
    at, and why; ``runs`` is how often it was run.
    """

    name: str
    probe: Probe
    findings: tuple[Finding, ...]
    contract: InputContract | None = None
    outputs: dict[str, tuple[int, ...]] = {}
    losses: tuple[LossFit, ...] = ()
    pretrained: PretrainedFit | None = None
    edits: tuple[Edited, ...] = ()
    left_out: tuple[str, ...] = ()
    runs: int = 0
    seconds: float = 0.0
