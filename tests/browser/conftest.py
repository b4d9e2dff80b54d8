"""Pages in a browser: that of a run, of a checked network, and of the worst that a message can say."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fuzz.report.render import write_report
from fuzz.report.told import Report
from tests.browser.driver import DESK, Tab, browser, missing
from tests.unit.report.sample import CHECKED, HARMFUL, KNOWN, LOSS, problem, report

PAGES: dict[str, Report] = {
    "run": report(problem(fails=True), LOSS, KNOWN, *(problem(id=f"more{n}") for n in range(30))),
    "checked": CHECKED,
    "hostile": report(HARMFUL, LOSS),
}

Open = Callable[..., Tab]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if missing():
        pytest.skip(missing())
    with browser() as there:
        yield there


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("pages")
    for name, told in PAGES.items():
        write_report(told, directory / f"{name}.html")
    return directory


@pytest.fixture
def tab(chromium: Any, pages: Path) -> Iterator[Open]:
    """Opens a page by its name."""
    there: list[Tab] = []

    def opened(name: str, size: tuple[int, int] = DESK, *, dark: bool = False) -> Tab:
        there.append(Tab(chromium, pages / f"{name}.html", size, dark=dark))
        return there[-1]

    yield opened
    for one in there:
        one.close()
