"""The pytest plugin: its options, and nothing more until one of them is given.

``--fuzz-corpus DIR`` adds an item for each variant in a catalogue; it fails where the variant's case
no longer fails as it did. ``--fuzz-time`` and ``--fuzz-cases`` add items that fuzz; they fail where they
meet a failure that the corpus does not hold. Each cause of such failures is told as an item of its own,
and is an expected one where ``--fuzz-accepted`` has it. ``--fuzz-subject MODULE:FACTORY`` is the network
that they draw cases of. ``-n`` of pytest-xdist spreads both over workers.
``--fuzz-check MODULE:FACTORY`` adds an item that checks a network of yours, and one for each finding.
Below a test that fails for a case of `cases()` stands what is known of that: cause, fix and script.

pytest loads this module for every project of the environment that the package is installed in. So it
imports nothing of ours: what carries out the options is in `fuzz.plugin`.
"""

import sys
from argparse import ArgumentTypeError
from collections.abc import Generator
from pathlib import Path

import pytest

ASKING = ("--fuzz-corpus", "--fuzz-time", "--fuzz-cases", "--fuzz-check")
"""The options that ask for something; without one of them, nothing is loaded."""

ORDINARY = "resnet50"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options."""
    group = parser.getgroup("resnet-fuzz")
    group.addoption("--fuzz-corpus", type=Path, metavar="DIR", help="replay each failure in DIR")
    group.addoption(
        "--fuzz-time", type=_duration, metavar="TIME", help="fuzz on each worker for 90s, 5m or 8h"
    )
    group.addoption("--fuzz-cases", type=_count, metavar="N", help="fuzz N cases")
    group.addoption(
        "--fuzz-accepted",
        type=Path,
        metavar="FILE",
        help="failures that are accepted, as fuzz accept lists them (default: accepted.json, if there)",
    )
    group.addoption(
        "--fuzz-check",
        action="append",
        default=[],
        metavar="MODULE:FACTORY",
        help="check a network of yours; may be given several times",
    )
    group.addoption(
        "--fuzz-subject",
        metavar="MODULE:FACTORY",
        default=ORDINARY,
        help=f"the network to fuzz: yours, or another ResNet by its name (default: {ORDINARY})",
    )
    group.addoption("--fuzz-seed", type=int, metavar="S", default=0, help="the seed of the cases")


def _duration(text: str) -> float:
    from fuzz.duration import seconds

    try:
        return seconds(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a number from 1 up")
    return int(text)


def pytest_configure(config: pytest.Config) -> None:
    """Load what carries out the options, where one of them is given."""
    if any(config.getoption(name) for name in ASKING):
        from fuzz.plugin.failure import FailureReports
        from fuzz.plugin.selected import Selected
        from fuzz.plugin.session import Session

        session = Session(config)
        reports = FailureReports(config, session.standard.commands)
        config.pluginmanager.register(session, "resnet-fuzz-session")
        config.pluginmanager.register(reports, "resnet-fuzz-failures")
        config.pluginmanager.register(Selected(config), "resnet-fuzz-selected")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell below a failing test of the user's own what is known of its case."""
    report = yield
    drawn = isinstance(item, pytest.Function) and "strategies.case" in sys.modules
    if drawn and call.when == "call" and report.failed and call.excinfo is not None:
        from fuzz.plugin.own_test import told

        text = told(call.excinfo.value)
        if text:
            report.sections.append(("resnet-fuzz", text))
    return report
