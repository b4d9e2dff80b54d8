"""What a page owes to all who read it: contrast, names, an order of stops, and headings in order."""

from itertools import pairwise
from typing import Any

import pytest

from tests.browser.conftest import PAGES, Open
from tests.browser.driver import PHONE

pytestmark = pytest.mark.browser

OPENED = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"

FAINT = """
() => {
  const parts = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const linear = [r, g, b].map((c) => c / 255)
      .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, a = 1] = parts(getComputedStyle(at).backgroundColor);
      if (a > 0.99) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const heat = (element) => {
    const inside = element.closest("svg") && element.parentElement;
    const box = inside && inside.querySelector(":scope > rect.box:not(.key)");
    return box ? parts(getComputedStyle(box).fill) : undefined;
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const said = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!said || !element.getClientRects().length) continue;
    if (["SCRIPT", "STYLE", "title", "OPTION"].includes(element.tagName)) continue;
    const style = getComputedStyle(element);
    const ink = parts(element.ownerSVGElement ? style.fill : style.color);
    const paper = (element.ownerSVGElement && heat(element)) || behind(element);
    const [high, low] = [light(ink), light(paper)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const name = `${element.tagName}.${element.getAttribute("class")}`;
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${name}: ${element.textContent.slice(0, 40)}`);
  }
  return found;
}
"""

UNNAMED = """
[...document.querySelectorAll(
  "a, button, input, select, summary, svg[role], [role=region], [tabindex='0']")]
  .filter((one) => one.getClientRects().length)
  .filter((one) => !(one.getAttribute("aria-label") || one.textContent.trim() || one.closest("label")))
  .map((one) => one.outerHTML.slice(0, 120))
"""

HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4')].map((one) => Number(one.tagName[1]))"

SMALL = """
[...document.querySelectorAll("button, input, select, summary")]
  .filter((one) => one.getClientRects().length)
  .filter((one) => one.getBoundingClientRect().height < 24)
  .map((one) => one.outerHTML.slice(0, 120))
"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["run", "checked"])
def test_all_that_is_written_can_be_read(tab: Open, name: str, dark: bool) -> None:
    there = tab(name, dark=dark)
    there.ask(OPENED)
    assert there.ask(FAINT) == []


@pytest.mark.parametrize("name", PAGES)
def test_all_that_can_be_used_has_a_name_and_a_size(tab: Open, name: str) -> None:
    there = tab(name, PHONE)
    there.ask(OPENED)
    assert there.ask(UNNAMED) == []
    assert there.ask(SMALL) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_heading_is_left_out(tab: Open, name: str) -> None:
    levels = tab(name).ask(HEADINGS)
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_stops_come_in_the_order_of_the_page_and_are_seen(tab: Open) -> None:
    there = tab("run", PHONE)
    stops: list[dict[str, Any]] = []
    for _ in range(40):
        there.page.keyboard.press("Tab")
        stops.append(
            there.ask(
                "(() => { const one = document.activeElement, box = one.getBoundingClientRect();"
                " return { name: one.className.baseVal ?? one.className, tag: one.tagName,"
                " y: box.y + scrollY, outline: getComputedStyle(one).outlineStyle }; })()"
            )
        )
    assert stops[0]["name"] == "skip"
    assert all(one["outline"] not in ("none", "") for one in stops)
    places = [one["y"] for one in stops[1:] if one["tag"] != "BODY"]
    late = [(a, b) for a, b in pairwise(places) if b < a - 60]
    assert late == []
    there.page.goto(there.url)
    there.page.keyboard.press("Tab")
    there.page.keyboard.press("Enter")
    there.page.wait_for_url("**#causes")
