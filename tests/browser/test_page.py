"""The page as people use it, in a real Chromium."""

import pytest

from tests.browser.conftest import PAGES, Open
from tests.browser.driver import DESK, PHONE, Tab

pytestmark = pytest.mark.browser

SHOWN = "[...document.querySelectorAll('details.cause')].filter(c => c.offsetParent).map(c => c.id)"
FOCUSED = "document.activeElement.closest('details')?.id || document.activeElement.id"


def quiet(tab: Tab) -> None:
    """Nothing was said on the console, and nothing asked of anybody but the file itself."""
    assert tab.errors == []
    assert {url.partition("#")[0] for url in tab.requests} == {tab.url}


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("name", PAGES)
def test_it_is_quiet_fits_and_does_not_move(tab: Open, name: str, size: tuple[int, int]) -> None:
    there = tab(name, size)
    there.page.wait_for_timeout(100)
    assert there.ask("document.documentElement.scrollWidth") <= size[0]
    assert there.ask("window.shifted") < 0.1
    assert there.ask("document.title") != "owned"
    quiet(there)


def test_search_and_filters_leave_what_fits(tab: Open) -> None:
    there = tab("run")
    assert len(there.ask(SHOWN)) == len(PAGES["run"].problems)
    there.page.fill("input[name=text]", "logits crossentropy")
    assert there.ask(SHOWN) == ["cause-logits"]
    assert there.page.inner_text(".count") == "1 of 33 causes"
    there.page.fill("input[name=text]", "")
    there.page.select_option("select[name=stage]", "backward")
    assert there.ask(SHOWN) == ["cause-scalar"]
    assert there.ask("location.hash") == "#stage=backward"
    there.page.select_option("select[name=kind]", "silent")
    assert there.ask(SHOWN) == []
    assert there.page.is_visible(".nothing")
    there.page.click(".clear")
    assert len(there.ask(SHOWN)) == len(PAGES["run"].problems)
    quiet(there)


def test_an_address_with_filters_or_a_cause_is_followed(tab: Open) -> None:
    there = tab("run")
    there.page.goto(f"{there.url}#kind=silent&stage=loss")
    there.page.locator(".count", has_text="1 of").wait_for()
    assert there.ask(SHOWN) == ["cause-logits"]
    there.page.goto(f"{there.url}#cause-scalar")
    there.page.locator("#cause-scalar[open]").wait_for()
    assert there.ask(FOCUSED) == "cause-scalar"
    assert len(there.ask(SHOWN)) == len(PAGES["run"].problems)
    there.page.goto(f"{there.url}#%E0%A4%A")
    quiet(there)


def test_a_cell_leads_to_its_cause_and_a_module_to_its_causes(tab: Open) -> None:
    there = tab("run")
    there.page.click("#picture-losses a[href='#cause-logits']")
    there.page.locator("#cause-logits[open]").wait_for()
    assert there.ask(FOCUSED) == "cause-logits"
    there.page.click("#picture-network a[href='#sites=conv1']")
    there.page.locator("#cause-logits").wait_for(state="hidden")
    assert there.ask("location.hash") == "#sites=conv1"
    assert "cause-channels" in there.ask(SHOWN)


def test_a_script_is_copied(tab: Open) -> None:
    there = tab("run")
    there.context.grant_permissions(["clipboard-read", "clipboard-write"])
    there.page.click("#cause-channels > summary")
    there.page.click("#cause-channels .copy")
    there.page.locator("#cause-channels .copy", has_text="Copied").wait_for()
    assert there.ask("navigator.clipboard.readText()") == "import torch\n\nprint(1)"
    quiet(there)


def test_arrows_go_through_a_picture_and_tab_leaves_it(tab: Open) -> None:
    there = tab("run")
    stops = "[...document.querySelectorAll('#picture-losses a')].filter(a => a.tabIndex === 0).length"
    assert there.ask(stops) == 1
    there.page.focus("#picture-network a")
    first = there.ask("document.activeElement.getAttribute('aria-label')")
    there.page.keyboard.press("End")
    assert there.ask("document.activeElement.closest('svg') !== null")
    there.page.keyboard.press("Home")
    assert there.ask("document.activeElement.getAttribute('aria-label')") == first


def test_what_a_message_says_is_shown_as_it_is(tab: Open) -> None:
    there = tab("hostile")
    there.page.click("details.cause > summary")
    assert there.ask("document.scripts.length") == 1
    assert there.ask("document.images.length") == 0
    assert "<script>document.title='owned'</script>" in there.page.inner_text("details.cause .title")
    assert there.ask("document.querySelector('a[href^=javascript]')") is None
    quiet(there)


def test_a_printed_page_has_every_cause_open(tab: Open) -> None:
    there = tab("run")
    opened = "document.querySelectorAll('details.cause[open]').length"
    there.ask("dispatchEvent(new Event('beforeprint'))")
    assert there.ask(opened) == len(PAGES["run"].problems)
    there.page.emulate_media(media="print")
    assert not there.page.is_visible(".filters")
    there.ask("dispatchEvent(new Event('afterprint'))")
    assert there.ask(opened) == 0
