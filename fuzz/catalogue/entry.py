"""Entry: one failure, as it stands in a catalogue."""

import hashlib
import re
from functools import lru_cache
from typing import Any

import msgspec

from fuzz.verdict import Finding, Signature, Wording
from fuzz.verdict.defect import defect_of
from strategies.case import Case, plain
from strategies.stage import Stage
from strategies.value import Shape

FORMAT = 2
"""The format of an entry's file: it changes when a field does. A reader refuses any other."""


class Observation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What one environment showed for the case of an entry: at which stage and site it said what.

    ``exception`` and ``message`` are empty where it said nothing. ``output`` is the shape of the
    network's output where the case got that far. ``capability`` is what the processor could do, in
    torch's words (``AVX512, onednn.bfloat16``), where it was the device; "" where that was not noted.
    """

    torch: str
    torchvision: str
    device: str
    stage: Stage
    exception: str = ""
    message: str = ""
    site: str = ""
    output: Shape | None = None
    capability: str = ""


class Found(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True, gc=False):
    """Where a failure was first met: the campaign's seed, the shard, and the case's number in it."""

    seed: int
    shard: int
    index: int


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One failure: its signature, the smallest case that shows it, why, and what was seen of it.

    ``cause`` tells in the case's own numbers why it fails, ``fix`` what to do, ``page`` where that is
    documented; they are empty where no rule is broken. A failure shows only where the processor lacks
    the ``capability`` (``onednn.bfloat16``), "" for one that shows on each. ``passing`` is the nearest
    case that was run and passes, ``region`` how far the failure was seen to reach. ``wordings`` are
    what torch was seen to say of any case with this signature.
    """

    format: int = FORMAT
    signature: Signature
    case: Case
    cause: str = ""
    fix: str = ""
    page: str = ""
    capability: str = ""
    passing: Case | None = None
    region: str = ""
    wordings: tuple[Wording, ...] = ()
    sites: tuple[str, ...] = ()
    observed: tuple[Observation, ...] = ()
    found: Found | None = None

    @property
    def id(self) -> str:
        """A readable name that depends on the signature alone."""
        return identify(self.signature)

    @property
    def message_seen(self) -> Observation | None:
        """The first observation of an environment that said something."""
        return next((seen for seen in self.observed if seen.message), None)


def entry_of(case: Case, finding: Finding, found: Found) -> Entry:
    """An entry of a case as it was found."""
    cause, defect = finding.cause, defect_of(finding.signature)
    return Entry(
        signature=finding.signature,
        case=case,
        cause=cause.description if cause is not None else defect.text if defect is not None else "",
        fix=cause.fix if cause is not None else "",
        page=cause.page if cause is not None else defect.page if defect is not None else "",
        capability=cause.capability if cause is not None else "",
        wordings=finding.wordings,
        sites=(finding.site,),
        found=found,
    )


@lru_cache(maxsize=4096)
def identify(signature: Signature) -> str:
    """The id of a signature: its stage, rule and kind; without a rule, its stage, operation and
    exception, and ten digits of a hash of it all."""
    if signature.rule:
        return f"{signature.stage}-{signature.rule}-{signature.kind}"
    digest = hashlib.sha256(msgspec.json.encode(signature)).hexdigest()[:10]
    words = (signature.stage, signature.op, signature.exception or signature.kind)
    return "-".join((*(_word(word) for word in words if word), digest))


def _word(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def content(entry: Entry) -> dict[str, Any]:
    """An entry as plain values, with only those fields of the case that depart from the ordinary."""
    return {"format": entry.format, "id": entry.id, **plain(entry)}


def encode(entry: Entry) -> bytes:
    """An entry as readable JSON."""
    return msgspec.json.format(msgspec.json.encode(content(entry)), indent=2) + b"\n"
