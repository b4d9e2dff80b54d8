"""A session of pytest that asks for the plugin: a catalogue and a campaign are collected as items."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager

import pytest

from fuzz.catalogue.store import Catalogue
from fuzz.error import FuzzError
from fuzz.execution.named.name import split
from fuzz.execution.release import warn_where_untried
from fuzz.plugin.campaign import Campaign
from fuzz.plugin.checked import Networks
from fuzz.plugin.corpus import Corpus
from fuzz.plugin.standard import Standard, read_standard
from fuzz.plugin.subject import require_subject


class Session:
    """The catalogue and the campaign that the options of a session name, as test items.

    So are the networks to be checked. Raises `pytest.UsageError` where one of these is misnamed, or the
    catalogue or the list of what is accepted can't be read: a worker's complaint would not be seen.
    """

    def __init__(self, config: pytest.Config) -> None:
        warn_where_untried()
        names = ("--fuzz-corpus", "--fuzz-accepted", "--fuzz-subject")
        corpus, accepted, subject = (config.getoption(name) for name in names)
        with _usage("--fuzz-subject"):
            require_subject(subject)
        with _usage("--fuzz-check"):
            for network in config.getoption("--fuzz-check"):
                split(network)
        with _usage("--fuzz-corpus"):
            if corpus is not None:
                Catalogue(corpus, runnable=True)
        with _usage("--fuzz-accepted"):
            self.standard = read_standard(corpus, accepted, config.rootpath, subject)

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Collect the catalogue and the campaign beside the files of tests."""
        report = yield
        if isinstance(collector, pytest.Session) and report.passed:
            report.result = [*(report.result or ()), *_collectors(collector, self.standard)]
        return report


@contextmanager
def _usage(option: str) -> Iterator[None]:
    """Make of what is wrong with an option's file an error in the use of pytest."""
    try:
        yield
    except FuzzError as error:
        raise pytest.UsageError(f"{option}: {error}") from None


def _collectors(session: pytest.Session, standard: Standard) -> Iterator[pytest.Collector]:
    option = session.config.getoption
    corpus, time, cases = option("--fuzz-corpus"), option("--fuzz-time"), option("--fuzz-cases")
    if networks := option("--fuzz-check"):
        yield Networks.from_parent(session, name="check", nodeid="check", networks=networks)
    if corpus is not None:
        yield Corpus.from_parent(session, name="corpus", nodeid="corpus", directory=corpus)
    if time is not None or cases is not None:
        yield Campaign.from_parent(
            session,
            name="fuzz",
            nodeid="fuzz",
            seconds=time or 0.0,
            cases=cases or 0,
            seed=option("--fuzz-seed"),
            standard=standard,
        )
