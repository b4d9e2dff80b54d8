"""Four failures of a ResNet-50, as they stand in a catalogue; small, so that running them is quick."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from fuzz.catalogue import Catalogue, Entry, Found, Observation
from fuzz.catalogue.entry import fields
from fuzz.verdict import Signature, Wording, template
from resnet_fuzz import Case
from strategies.contract import predict
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.subject import Subject
from strategies.surgery import Remove, Replace

SMALL = Input(shape=(2, 3, 32, 32))


def entry(
    kind: Any,
    message: str,
    case: Case,
    *,
    exception: str = "RuntimeError",
    site: str = "",
    passing: Case | None = None,
    region: str = "",
) -> Entry:
    """An entry for a case that breaks a rule, and was seen to raise, or to warn, with a message."""
    violation = predict(case).any_violation
    assert violation is not None
    signature = Signature(violation.stage, kind, violation.rule)
    seen = Observation("2.13.0", "0.28.0", "cpu", violation.stage, exception, message, site)
    return Entry(
        group=violation.group,
        signature=signature,
        case=case,
        cause=violation.description,
        fix=violation.fix,
        page=violation.page,
        passing=passing,
        region=region,
        wordings=(Wording(exception, template(message)),),
        sites=(site,),
        observed=(seen,),
        found=Found(0, 1, 2),
    )


CHANNELS = entry(
    "rejected",
    "Given groups=1, weight of size [64, 3, 7, 7], expected input[2, 4, 32, 32] to have 3 channels,"
    " but got 4 channels instead",
    Case(input=Input(shape=(2, 4, 32, 32))),
    site="conv1",
    passing=Case(input=SMALL),
    region="Fails for every channel count but 3; batch size, height, width and mode do not matter.",
)
HEAD = entry(
    "rejected",
    "mat1 and mat2 shapes cannot be multiplied (2x8192 and 2048x1000)",
    Case(edits=(Remove(site="avgpool"),), input=Input(shape=(2, 3, 64, 64))),
    site="fc",
)
STATE = entry(
    "rejected",
    "Error(s) in loading state_dict for ResNet:\n\tsize mismatch for fc.weight: copying a param with"
    " shape torch.Size([1000, 2048]) from checkpoint, the shape in current model is"
    " torch.Size([10, 2048]).",
    Case(subject=Subject(num_classes=10), load="strict", input=SMALL),
)
BROADCAST = entry(
    "silent",
    "Using a target size (torch.Size([2, 1])) that is different to the input size"
    " (torch.Size([2, 1000])). This will likely lead to incorrect results due to broadcasting."
    " Please ensure they have the same size.",
    Case(input=SMALL, loss=Loss("MSELoss"), target=Target(shape=(2, 1), dtype="float32")),
    exception="UserWarning",
)

NEWS = "nllloss.index"
"""The rules whose failures are new to `nearly_all`: every network meets both, soon shrunk."""


def nearly_all() -> list[Entry]:
    """The failures of the corpus but two of a loss, so that a campaign has a little to shrink."""
    return [entry for entry in Catalogue() if not entry.signature.rule.startswith(NEWS)]


ENTRIES = (CHANNELS, HEAD, STATE, BROADCAST)

FINE = Case(input=SMALL)
CHANGED = replace(CHANNELS, signature=replace(CHANNELS.signature, rule="conv7d.channels"))
FIXED = replace(
    HEAD, group="linear.fixed", signature=replace(HEAD.signature, rule="linear.fixed"), case=FINE
)
HUGE = Layer("Linear", {"in_features": 10**6, "out_features": 10**6})
TOO_LARGE = entry("rejected", "out of memory", Case(edits=(Replace(site="fc", layer=HUGE),)))


def in_format2(entry: Entry) -> dict[str, Any]:
    """An entry as an earlier version wrote it."""
    kept = {name: value for name, value in fields(entry).items() if name != "proof"}
    return {"format": 2, "id": entry.id, **kept}


def write_format2(entries: Iterable[Entry], directory: Path) -> None:
    """Write entries as an earlier version did, a file each."""
    directory.mkdir(parents=True)
    for one in entries:
        (directory / f"{one.id}.json").write_text(json.dumps(in_format2(one)))
