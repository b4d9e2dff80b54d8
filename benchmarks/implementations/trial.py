"""Each mistake tried in each implementation: what happens, as plain data."""

from collections.abc import Iterable, Iterator

import msgspec
import torch
from msgspec.structs import replace

from benchmarks.implementations import keras
from benchmarks.implementations.translated import NotThere, translated
from fuzz.catalogue.cause import Cause
from fuzz.execution.outcome import Raised
from fuzz.execution.runner.child import Child
from fuzz.execution.runner.daring import Daring
from fuzz.text import first_line
from fuzz.verdict.finding import Finding
from fuzz.verdict.judgement import judge
from strategies.case import ORDINARY, Case
from strategies.error import CaseError
from strategies.input import Input
from strategies.peril import perilous


class Happens(msgspec.Struct, frozen=True):
    """What a mistake does: the kind of finding with the rule to blame, and what torch says where.

    ``kind`` is "passes" where there is nothing to say, "missing" where it can't be made there.
    """

    kind: str
    rule: str = ""
    stage: str = ""
    site: str = ""
    exception: str = ""
    message: str = ""


class Row(msgspec.Struct, frozen=True):
    """A cause of the corpus, and what its plainest case does in each implementation."""

    group: str
    what: str
    happens: dict[str, Happens]


class Tried(msgspec.Struct, frozen=True):
    """All causes, tried with one release of torch."""

    torch: str
    libraries: dict[str, str]
    rows: list[Row]


def tried(causes: Iterable[Cause], names: tuple[str, ...], libraries: dict[str, str]) -> Tried:
    """Try the plainest case of each cause in the models of these names."""
    with Child() as child:
        rows = [_row(cause, names, Daring(child)) for cause in causes]
    return Tried(torch.__version__.partition("+")[0], libraries, rows)


def _row(cause: Cause, names: tuple[str, ...], runner: Daring) -> Row:
    plainest = cause.plainest
    seen = plainest.message_seen
    said = plainest.cause or (seen.message if seen is not None else "")
    return Row(cause.id, first_line(said), dict(_happens(plainest.case, names, runner)))


def _happens(case: Case, names: tuple[str, ...], runner: Daring) -> Iterator[tuple[str, Happens]]:
    for name in names:
        try:
            yield name, _in_keras(case) if name == keras.NAME else _in_model(case, name, runner)
        except (NotThere, CaseError) as missing:
            yield name, Happens("missing", message=str(missing))


def _in_model(case: Case, name: str, runner: Daring) -> Happens:
    there = translated(case, name)
    return _of(judge(there, runner.run(there)))


def _in_keras(case: Case) -> Happens:
    if perilous(case):
        raise NotThere("it is run in this process, which it might end")
    outcome = keras.observe(case)
    if keras.is_of_the_loss(outcome):
        shape = (*case.input.shape[:1], *ORDINARY.input.shape[1:])
        return _of(judge(replace(case, input=Input(shape=shape), mode="eval"), outcome))
    assert isinstance(outcome, Raised)
    return Happens(
        "rejected", "", outcome.stage, outcome.site, outcome.exception, first_line(outcome.message)
    )


def _of(finding: Finding | None) -> Happens:
    if finding is None:
        return Happens("passes")
    return Happens(
        finding.signature.kind,
        finding.signature.rule,
        finding.stage,
        finding.site,
        finding.exception,
        first_line(finding.message),
    )
