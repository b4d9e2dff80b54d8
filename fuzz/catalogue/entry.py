"""Entry: one variant of a failure, as it stands in a catalogue."""

import hashlib
import re
from functools import lru_cache
from typing import Any, Literal

import msgspec

from fuzz.verdict import Finding, Signature, Wording
from fuzz.verdict.defect import defect_of
from strategies.case import Case, plain
from strategies.stage import Stage
from strategies.value import Shape

FORMAT = 3
"""The format of a cause's file: it changes when a field does. A reader refuses any other."""

LONGEST_WORD = 40
"""How much of a message stands in an id."""


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


Difference = Literal["output", "loss", "gradient", "warning"]
"""What a failure spoils that raises no error."""


class Proof(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What was seen where the blamed thing is put right.

    ``case`` is the case with the blamed thing alone put right, and ``does`` says how it fails then; they
    are empty where that is the passing case itself. ``output`` and ``dtype`` are those of the output of
    the passing case. Of a failure that raises no error, ``differs`` says what is another in it than in
    the failing case (a warning: that it is gone); where nothing is, the failure does no harm in this
    environment.
    """

    output: Shape | None = None
    dtype: str = ""
    case: Case | None = None
    does: str = ""
    differs: tuple[Difference, ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One variant of a failure: its signature, the smallest case that shows it, why, and what was seen.

    ``group`` is the id of the cause that it is a variant of (`fuzz.catalogue.cause`). ``cause`` tells in
    the case's own numbers why it fails, ``fix`` what to do, ``page`` where that is documented; they are
    empty where no rule is broken. A failure shows only where the processor lacks the ``capability``
    (``onednn.bfloat16``), "" for one that shows on each. ``passing`` is the nearest case that was run
    and passes, ``proof`` what was seen of that, ``region`` how far the failure was seen to reach.
    ``wordings`` are what torch was seen to say of any case with this signature.
    """

    group: str
    signature: Signature
    case: Case
    cause: str = ""
    fix: str = ""
    page: str = ""
    capability: str = ""
    passing: Case | None = None
    proof: Proof | None = None
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


def entry_of(case: Case, finding: Finding, found: Found | None) -> Entry:
    """An entry of a case as it was found."""
    cause, defect = finding.cause, defect_of(finding.signature)
    return Entry(
        group=group_of(finding),
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
    words = (signature.stage, signature.op, signature.exception or signature.kind)
    return _named(words, msgspec.json.encode(signature))


def group_of(finding: Finding) -> str:
    """The id of the cause of a finding."""
    cause = finding.cause
    return cause.group if cause is not None else group_without_rule(finding.signature)


@lru_cache(maxsize=4096)
def group_without_rule(signature: Signature) -> str:
    """The id of the cause of a signature without a rule: its operation, exception and message.

    Whatever the stage and the kind of finding: what one device refuses alone, and what each does, is one
    cause where torch says the same of it.
    """
    words = (signature.op, signature.exception or signature.template[:LONGEST_WORD])
    return _named(words, msgspec.json.encode((signature.op, signature.exception, signature.template)))


def may_belong(group: str, signature: Signature) -> bool:
    """Whether a signature can be of the cause with an id: that of its rule, of the rule's name alone, or
    of its message."""
    rule = signature.rule
    groups = (rule, rule.partition(".")[2]) if rule else (group_without_rule(signature),)
    return bool(group) and group in groups


def _named(words: tuple[str, ...], identity: bytes) -> str:
    """Words that can be read, and ten digits of a hash of what they stand for."""
    digest = hashlib.sha256(identity).hexdigest()[:10]
    return "-".join((*(_word(word) for word in words if word), digest))


def _word(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def fields(entry: Entry) -> dict[str, Any]:
    """The fields of an entry as plain values, with only those of the case that depart from the ordinary;
    without its group, which its file has once for all."""
    return {name: value for name, value in plain(entry).items() if name != "group"}


def content(entry: Entry) -> dict[str, Any]:
    """An entry alone as plain values, with the id of its cause as its ``group``."""
    return {"format": FORMAT, "id": entry.id, "group": entry.group, **fields(entry)}
