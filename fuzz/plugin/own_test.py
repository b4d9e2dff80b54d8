"""What is told below a test of the user's own that fails for a drawn case: cause, fix, and script."""

from collections.abc import Iterator
from contextlib import suppress
from types import FrameType, TracebackType

from msgspec.structs import replace

from fuzz.catalogue.entry import entry_of
from fuzz.error import FuzzError
from fuzz.execution.observe import observe
from fuzz.report.cause import entry_cause_lines
from fuzz.report.headline import entry_headline
from fuzz.report.script import script
from fuzz.triage.observation import observation
from fuzz.triage.record import Surveyor
from fuzz.verdict.judgement import judge
from strategies.case import Case
from strategies.error import CaseError

WIDTH = 300
"""The most characters of a message that are told."""

MOST = 3
"""Of so many failures of one test it is told: Hypothesis raises all that it has found at once."""


def told(error: BaseException) -> str:
    """What there is to say of the cases that a test failed for; "" where nothing is wrong with them.

    They are the last ones that its frames held: those that Hypothesis has shrunk to.
    """
    cases = dict.fromkeys(case for one in _each(error) if (case := _case_of(one)) is not None)
    texts = (_text(case) for case in [*cases][:MOST])
    return "\n\n".join(text for text in texts if text)


def _each(error: BaseException) -> Iterator[BaseException]:
    """An exception, or those of its group."""
    if not isinstance(error, BaseExceptionGroup):
        yield error
        return
    for one in error.exceptions:
        yield from _each(one)


def _case_of(error: BaseException) -> Case | None:
    """The case that the first frame has which has one: that of the test."""
    return next((case for frame in _frames(error.__traceback__) if (case := _held(frame))), None)


def _frames(traceback: TracebackType | None) -> Iterator[FrameType]:
    while traceback is not None:
        yield traceback.tb_frame
        traceback = traceback.tb_next


def _held(frame: FrameType) -> Case | None:
    return next((value for value in frame.f_locals.values() if isinstance(value, Case)), None)


def _text(case: Case) -> str:
    """Headline, cause, fix and script, as far as running the case once more shows them."""
    with suppress(CaseError, FuzzError):
        outcome = observe(case)
        finding = judge(case, outcome)
        if finding is not None:
            seen = observation(case, outcome, "cpu", finding)
            entry = replace(entry_of(case, finding, found=None), observed=(seen,))
            proven = Surveyor("cpu", lambda _: None).proven(entry, finding) or entry
            lines = (entry_headline(proven, WIDTH), *entry_cause_lines(proven), "", script(proven))
            return "\n".join(lines).rstrip()
    return ""
