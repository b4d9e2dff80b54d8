"""The pictures of reports in the documentation, made of a real run and a real check by a real Chromium.

Usage: fuzz run --time 10m --known none --out out; python -m benchmarks.screenshots out [docs]

It needs what tests/browser needs. The network that is checked is `SHOP`, with faults as people make
them. It prints how large the page is and how long it takes to be ready, and fails where a picture is
too large.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from fuzz.campaign.account import read_account
from fuzz.report.render import write_report
from fuzz.report.told import Report
from fuzz.report.told.runs import report_of_runs
from tests.browser.driver import DESK, PHONE, Tab, browser

TALL = (1280, 1500)
"""As much as shows what is new, and the network."""

MOST = 200_000
"""Bytes of a picture."""

TIMES = """() => {
  const loaded = performance.getEntriesByType("navigation")[0].domComplete, began = performance.now();
  const field = document.querySelector("input[name=text]");
  field.value = "conv2d";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.getBoundingClientRect();
  return [loaded, performance.now() - began];
}"""

SHOP = '''
import torchvision
from torch import nn


class Shop(nn.Module):
    """A classifier on a body of its own, as people put them together."""

    def __init__(self):
        super().__init__()
        self.body = torchvision.models.resnet18()
        self.body.fc = nn.Linear(2048, 64)
        self.head = nn.Sequential(nn.ReLU(inplace=True), nn.Linear(64, 10))
        self.aside = nn.Linear(64, 2)

    def forward(self, x):
        return self.head(self.body(x))
'''


def main(run: Path, place: Path) -> int:
    """Make the four pictures; returns the exit status."""
    with tempfile.TemporaryDirectory() as scratch, browser() as chromium:
        told = report_of_runs([read_account(run)])
        page, checked = Path(scratch) / "run.html", Path(scratch) / "checked.html"
        write_report(told, page)
        _check(checked)
        loaded, searched = _ready(chromium, page)
        size = page.stat().st_size / 1e6
        print(f"page: {size:.2f} MB, ready after {loaded:.2f} s; a search takes {searched:.3f} s")
        made = [
            _picture(chromium, page, place / "report.png", TALL),
            _picture(chromium, page, place / "report-cause.png", DESK, f"#cause-{_telling(told)}"),
            _picture(chromium, page, place / "report-phone.png", PHONE, "#pictures", dark=True, scale=2),
            _picture(chromium, checked, place / "report-checked.png", DESK),
        ]
    for path in made:
        print(f"{path}: {path.stat().st_size:,} bytes")
    return int(any(path.stat().st_size > MOST for path in made))


def _check(place: Path) -> None:
    (place.parent / "shop.py").write_text(SHOP)
    command = [sys.executable, "-m", "resnet_fuzz", "check", "shop:Shop", "--report", str(place)]
    subprocess.run(command, cwd=place.parent, check=False)  # it finds something, and leaves with 1


def _telling(told: Report) -> str:
    """A cause that has all there is to show: a diff, a proof, a reach, and few lines of script."""
    whole = [one for one in told.problems if one.diff and one.proof and one.region and one.sites]
    return min(whole or told.problems, key=lambda one: abs(one.script.count("\n") - 12)).id


def _ready(chromium: Any, page: Path) -> tuple[float, float]:
    """Seconds from opening a page until it can be used, and those that a search takes then."""
    tab = Tab(chromium, page)
    loaded, searched = tab.ask(TIMES)
    tab.close()
    return loaded / 1000, searched / 1000


def _picture(
    chromium: Any,
    page: Path,
    place: Path,
    size: tuple[int, int],
    anchor: str = "",
    *,
    dark: bool = False,
    scale: int = 1,
) -> Path:
    tab = Tab(chromium, page, size, dark=dark, scale=scale)
    if anchor:
        tab.page.goto(f"{tab.url}{anchor}")
        tab.page.wait_for_timeout(300)
        tab.ask("document.activeElement.blur()")
    tab.page.screenshot(path=place)
    tab.close()
    return place


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit("usage: python -m benchmarks.screenshots RUN [DIRECTORY]")
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) == 3 else "docs")))
