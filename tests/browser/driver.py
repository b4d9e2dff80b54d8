"""The only file that knows what drives a browser: Playwright, and a Chromium that is there already.

A Chromium is that of ``CHROMIUM``, or the first that is on the path. Where either is missing, tests with
a browser are skipped, and say what they lack.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

PHONE = (360, 740)
DESK = (1280, 900)


def chromium() -> str | None:
    """The Chromium to run; None where there is none."""
    asked = os.environ.get("CHROMIUM")
    return asked or next(filter(None, map(shutil.which, NAMES)), None)


def missing() -> str:
    """What is missing to drive a browser; "" for nothing."""
    if find_spec("playwright") is None:
        return "playwright is not installed: pip install 'resnet-fuzz[browser]'"
    return "" if chromium() else "there is no Chromium: set CHROMIUM to one"


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        there = playwright.chromium.launch(executable_path=chromium())
        try:
            yield there
        finally:
            there.close()


class Tab:
    """A page in a window of some size, with all that it says on the console and asks of hosts."""

    def __init__(
        self,
        browser: Any,
        path: Path,
        size: tuple[int, int] = DESK,
        *,
        dark: bool = False,
        scale: int = 1,
    ) -> None:
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            device_scale_factor=scale,
        )
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.add_init_script(SHIFTS)
        self.url = path.resolve().as_uri()
        self.page.goto(self.url)

    def ask(self, script: str, *arguments: Any) -> Any:
        """What a script in the page comes to."""
        return self.page.evaluate(script, *arguments)

    def close(self) -> None:
        """Close the window."""
        self.context.close()


SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
