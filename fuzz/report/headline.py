"""A failure in one line."""

from fuzz.catalogue.entry import Entry, Observation
from fuzz.text import first_line, printable
from fuzz.verdict import Finding, Signature


def headline(finding: Finding, width: int = 96) -> str:
    """A finding in one line: the message of torch, or else the cause, and its kind."""
    cause = finding.cause.description if finding.cause else ""
    return _line(finding.signature, finding.exception, finding.message or cause, width)


def entry_headline(entry: Entry, width: int = 96) -> str:
    """An entry in one line, with the message of the first environment that has one."""
    signature, seen = entry.signature, entry.message_seen
    if seen is None:
        return _line(signature, signature.exception, entry.cause or signature.template, width)
    return _line(signature, seen.exception, seen.message, width)


def what_is_said(entry: Entry) -> str:
    """What somebody who meets an entry sees: the exception and its message, or else the cause."""
    seen = entry.message_seen
    if seen is None:
        return printable(entry.cause or entry.signature.template or entry.signature.kind)
    return f"{printable(seen.exception)}: {first_line(seen.message)}"


def observation_lines(entry: Entry) -> list[str]:
    """Each environment that an entry was seen in; with what it says, where that is not what the first
    says."""
    return [printable(_observation(entry, seen)) for seen in entry.observed]


def _observation(entry: Entry, seen: Observation) -> str:
    device = f"{seen.device} ({seen.capability})" if seen.capability else seen.device
    place = f" at {seen.site}" if seen.site else ""
    line = f"torch {seen.torch}, torchvision {seen.torchvision}, {device}{place}"
    first = entry.message_seen
    if first is None or not seen.exception or (first.stage, first.message) == (seen.stage, seen.message):
        return line
    return f"{line}: in {seen.stage}, {seen.exception}: {first_line(seen.message)}"


def _line(signature: Signature, exception: str, message: str, width: int) -> str:
    what = f"{exception or signature.kind}: {first_line(message)}"
    where = (signature.kind, signature.stage, signature.rule or signature.op)
    return f"{_cut(what, width)}  [{', '.join(filter(None, where))}]"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 3] + "..."
