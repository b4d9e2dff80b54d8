"""The sorts of files that the commands read: what they look like, and what is done with one.

Each is run in an empty directory, in this process, by the command or by what stands behind it where that
goes on to run a network. Nothing is run here: what a case may take is bounded by `strategies.memory`.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from click.testing import CliRunner
from msgspec.structs import replace

from fuzz.campaign.begin import begin, resume
from fuzz.campaign.campaign import Budget
from fuzz.campaign.event import AnyEvent, Catalogued, Ended, Met, Ran, Surveyed
from fuzz.campaign.gate import Gate
from fuzz.campaign.journal import FILE as EVENTS
from fuzz.campaign.journal import write_events
from fuzz.campaign.record import FILE as RECORD
from fuzz.campaign.record import read_record
from fuzz.campaign.summary import summarize
from fuzz.campaign.sweep import FILE as SWEEP
from fuzz.campaign.sweep import Sweep
from fuzz.campaign.sweep import resume as resume_sweep
from fuzz.catalogue import CORPUS, Catalogue, Found
from fuzz.catalogue.acceptance import Acceptance, write_accepted
from fuzz.catalogue.entry import fields
from fuzz.catalogue.read import read_case, read_cause
from fuzz.catalogue.store import write_all
from fuzz.cli.app import app
from fuzz.message.table import READINGS
from fuzz.message.wording import FIELD
from fuzz.report.summary import summary_lines
from fuzz.verdict import Finding
from strategies.case import key
from strategies.sweep import Bounds

REPORTS = Path(__file__).parents[2] / "tests" / "reports"
NOTHING_FITS = 1
BUDGET = Budget(seconds=0.0, cases=1200, workers=2, device="cpu", seed=3)
SWEPT = Sweep(bounds=Bounds(edits=("none",)))

Reads = Callable[[Path, bytes], str]
"""What is done with a text in an empty directory, and what that prints. Raises `FuzzError`."""


@dataclass(frozen=True)
class Sort:
    """A sort of file: some that are as they should be, and what is done with one.

    On the command line the file is ``FILE``, and the directory that it is in ``DIR``.
    """

    originals: list[bytes]
    reads: Reads
    command: tuple[str, ...]


def sorts() -> dict[str, Sort]:
    """All sorts, by name."""
    entries = list(Catalogue())
    one = entries[0].id
    causes = [path.read_bytes() for path in sorted(CORPUS.glob("*.json"))]
    return {
        "cause": Sort(causes, _cause, ("list", "--catalogue", "DIR")),
        "packed catalogue": Sort(
            _packed(causes), _packed_catalogue, ("list", "--catalogue", "FILE.jsonl")
        ),
        "format 2": Sort(
            [
                json.dumps({"format": 2, "id": e.id, **_without_proof(fields(e))}).encode()
                for e in entries
            ],
            _format2,
            ("migrate", "DIR", "--out", "out"),
        ),
        "case": Sort([key(entry.case) for entry in entries], _case, ("judge", "FILE")),
        "accepted list": Sort(_accepted(), _accept, ("accept", one, *REASON, "--list", "FILE")),
        "run.json": Sort(_records(), _record, ("run", "--resume", "DIR")),
        "events.jsonl": Sort([b"".join(_events())], _journal, ("run", "--resume", "DIR")),
        "sweep.json": Sort(
            [msgspec.json.encode(SWEPT)], _sweep, ("sweep", "--edits", "none", "--out", "DIR")
        ),
        "pasted message": Sort(_messages(), _message, ("explain", "-")),
    }


REASON = ("--reason", "known", "--catalogue", str(CORPUS))


def _invoke(*arguments: str, text: bytes = b"") -> str:
    """What a command prints, with its colours; what it raises is raised here."""
    done = CliRunner().invoke(app, arguments, input=text, standalone_mode=False, color=True)
    if done.exception is not None:
        raise done.exception
    return done.output


def _cause(directory: Path, text: bytes) -> str:
    """Listed, shown with its script and its variants, explained by, compared, united, and checked for a
    replay."""
    (directory / "in").mkdir()
    path = directory / "in" / "cause.json"
    path.write_bytes(text)
    told = [_invoke("list", "--all", "--catalogue", str(path.parent))]
    cause = read_cause(path)
    told += [_invoke("show", cause.id, "--catalogue", str(path.parent))]
    told += [_invoke("show", cause.variants[-1].id, "--json", "--catalogue", str(path.parent))]
    seen = cause.plainest.message_seen
    said = f"{seen.exception}: {seen.message}" if seen else "KeyError: 0"
    told += [_invoke("explain", "--catalogue", str(path.parent), text=said.encode())]
    told += [_invoke("merge", str(path.parent), "--out", str(directory / "out"))]
    told += [_invoke("diff", str(path.parent), str(directory / "out"))]
    read_cause(path, runnable=True)
    return "".join(told)


def _packed_catalogue(directory: Path, text: bytes) -> str:
    (directory / "in.jsonl").write_bytes(text)
    return _invoke("list", "--catalogue", str(directory / "in.jsonl"))


def _format2(directory: Path, text: bytes) -> str:
    (directory / "in").mkdir()
    (directory / "in" / "entry.json").write_bytes(text)
    return _invoke("migrate", str(directory / "in"), "--out", str(directory / "out"))


def _case(directory: Path, text: bytes) -> str:
    (directory / "case.json").write_bytes(text)
    read_case(directory / "case.json")
    return ""


def _accept(directory: Path, text: bytes) -> str:
    path = directory / "accepted.json"
    path.write_bytes(text)
    write_all(list(Catalogue())[:1], directory / "in")
    found = ("--catalogue", str(directory / "in"), "--list", str(path))
    return _invoke("accept", next(iter(Catalogue())).id, "--reason", "known", *found)


def _record(directory: Path, text: bytes) -> str:
    return _resumed(directory, RECORD, text)


def _journal(directory: Path, text: bytes) -> str:
    return _resumed(directory, EVENTS, text)


def _resumed(directory: Path, name: str, text: bytes) -> str:
    """A run that goes on from what is in its directory, up to its first case, and its summary."""
    place = directory / "run"
    begin(BUDGET, place, {}).result.close()
    write_events(_told(), place)
    (place / name).write_bytes(text)
    begun = resume(read_record(place), place, {}, Gate())
    for left in begun.progress.unshrunk():
        begun.result.record(left, begun.progress.add(left))
    now = begun.progress.began + 1.0
    summary = summarize(begun.progress, seed=0, workers=1, stop_reason="cases", now=now)
    begun.result.close(summary)
    return "\n".join(summary_lines(summary, "out", "known"))


def _sweep(directory: Path, text: bytes) -> str:
    (directory / "run").mkdir()
    (directory / "run" / SWEEP).write_bytes(text)
    resume_sweep(SWEPT, directory / "run")[1].close()
    return ""


def _message(_: Path, text: bytes) -> str:
    return _invoke("explain", text=text)


def _packed(causes: list[bytes]) -> list[bytes]:
    lines = [json.dumps(json.loads(cause)).encode() for cause in causes]
    return [b"\n".join(lines[first : first + 3]) for first in range(0, len(lines), 3)]


def _without_proof(found: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in found.items() if name != "proof"}


def _accepted() -> list[bytes]:
    import tempfile

    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "accepted.json"
        write_accepted([Acceptance(entry.id, "an old friend") for entry in list(Catalogue())[:5]], path)
        return [path.read_bytes()]


def _records() -> list[bytes]:
    import tempfile

    with tempfile.TemporaryDirectory() as directory:
        begin(BUDGET, Path(directory), {}).result.close()
        return [(Path(directory) / RECORD).read_bytes()]


def _told() -> list[AnyEvent]:
    """The events of a shard that met some failures of the corpus."""
    found: list[AnyEvent] = [Ran(at=1.0, shard=0, cases=9, combinations=90, failing={"silent": 3})]
    for number, entry in enumerate(list(Catalogue())[:40:4]):
        at, met = 2.0 + number, Found(0, 0, number)
        finding = Finding(
            entry.signature, entry.signature.stage, "words", "fc", entry.signature.exception
        )
        if not entry.signature.rule:
            found.append(Met(at=at, shard=0, id=entry.id, finding=finding, case=entry.case, found=met))
        found.append(Catalogued(at=at, shard=0, entry=replace(entry, found=met)))
        found.append(Surveyed(at=at, shard=0, id=entry.id, found=met, region="Everywhere."))
    return [*found, Ended(at=99.0, shard=0, worker="gw0", complete=True)]


def _events() -> Iterator[bytes]:
    return (msgspec.json.encode(event) + b"\n" for event in _told())


def _messages() -> list[bytes]:
    """Reports of strangers, and each wording that is known with something in its fields."""
    reports = [
        one["text"] for path in sorted(REPORTS.glob("*.json")) for one in json.loads(path.read_text())
    ]
    worded = [
        f"RuntimeError: {FIELD.sub('64', wording.text)}" for row in READINGS for wording in row.wordings
    ]
    return [text.encode() for text in (*reports, *worded)]
