"""Every renderer: nothing that a message says becomes anything but words, and nothing is lost."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

from fuzz.error import FuzzError
from fuzz.report.render import RENDERERS, format_of, render, write_report
from fuzz.report.told import Report
from tests.unit.report.sample import CHECKED, ENDLESS, HARMFUL, HOSTILE, KNOWN, problem, report, run

EVERYTHING = {
    "of a run": report(),
    "of two runs": report(runs=(run("one"), replace(run("two"), summary=None))),
    "of nothing": replace(report(), problems=(), losses=(), sizes=()),
    "checked": CHECKED,
    "checked and sound": replace(CHECKED, problems=(), contract=None),
    "hostile": report(HARMFUL, runs=(run(HOSTILE, torch=HOSTILE, devices=(HOSTILE,)),)),
    "hostile and checked": replace(
        CHECKED, subject=HOSTILE, problems=(replace(HARMFUL, path=HOSTILE, line=3),), left_out=(HOSTILE,)
    ),
    "endless": report(ENDLESS),
}


@pytest.mark.parametrize("told", EVERYTHING.values(), ids=EVERYTHING.keys())
@pytest.mark.parametrize("name", RENDERERS)
def test_whatever_is_told_can_be_printed(name: str, told: Report) -> None:
    text = render(told, name)
    assert text == "" or text.endswith("\n")
    assert [char for char in text if char != "\n" and not char.isprintable()] == []


@pytest.mark.parametrize("name", RENDERERS)
def test_each_problem_that_is_news_is_told_of(name: str) -> None:
    text = render(report(), name)
    assert "channels" in text
    assert "logits" in text
    assert "pass 3 channels" in text


def test_the_suffix_of_a_file_says_the_format(tmp_path: Path) -> None:
    assert {format_of(Path(f"report{one.suffix}")) for one in RENDERERS.values()} == set(RENDERERS)
    write_report(report(), tmp_path / "fuzz.md")
    assert (tmp_path / "fuzz.md").read_text() == render(report(), "markdown")
    with pytest.raises(FuzzError, match=r"^report.pdf: the suffix of a report .* give one of .html, "):
        format_of(Path("report.pdf"))


def test_annotations_are_one_command_a_line() -> None:
    told = report(replace(HARMFUL, fails=True, path="a,b:c.py", line=2), KNOWN)
    lines = render(told, "annotations").splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("::error file=a%2Cb%3Ac.py,line=2,title=NEW a <b> & \"c\" 'd'::")
    assert "%250A" in lines[0]  # what looks like an escape is none
    accepted = render(report(replace(KNOWN, status="changed", accepted=True)), "annotations")
    assert accepted.startswith("::notice title=CHANGED scalar::")


def test_lines_of_text_are_short() -> None:
    lines = render(report(), "text").splitlines()
    assert lines[0] == "ResNet-50: 1 cause to look at, 1 not known either, beside 1 known one"
    assert max(map(len, lines)) <= 80


def test_what_is_accepted_is_counted_and_marked_alike_in_text_and_markdown() -> None:
    told = report(problem(fails=True), problem(id="lived_with", accepted=True), KNOWN)
    text, markdown = render(told, "text"), render(told, "markdown")
    assert text.startswith("ResNet-50: 1 cause to look at, 1 not known either, beside 1 known one\n")
    assert markdown.startswith("## Fuzzing ResNet-50: 1 cause to look at\n")
    assert "NEW lived_with (accepted) [" in text
    assert "`lived_with` (accepted): " in markdown


class Tags(HTMLParser):
    """The tags of a page, with the attributes of each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.there: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.there.append((tag, dict(attrs)))


@pytest.mark.parametrize("told", EVERYTHING.values(), ids=EVERYTHING.keys())
def test_a_page_runs_its_own_script_alone_and_asks_nobody(told: Report) -> None:
    tags = Tags(render(told, "html")).there
    names = [name for name, _ in tags]
    assert (names.count("script"), names.count("style")) == (1, 1)
    assert not {"img", "iframe", "object", "link", "base", "embed"} & set(names)
    for _, attributes in tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style")]
        href = attributes.get("href") or "#"
        assert href.startswith(("#", "https://docs.pytorch.org/"))
    policy = next(a["content"] for _, a in tags if a.get("http-equiv") == "Content-Security-Policy")
    assert (policy or "").startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in (policy or "")


def test_ids_of_a_page_are_met_once_and_what_leads_to_them_does() -> None:
    tags = Tags(render(report(), "html")).there
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    anchors = {str(a["href"])[1:] for name, a in tags if name == "a" and str(a["href"])[:1] == "#"}
    assert {one for one in anchors if "=" not in one} <= set(ids)
    assert {"cause-channels", "cause-logits", "sites=conv1"} <= anchors


def test_a_page_says_what_is_not_known_rather_than_drawing_it() -> None:
    few = report(runs=(run(unseen=None, cases=100),), losses=(), sizes=())
    text = render(few, "html")
    assert "How much is unseen is not known: that takes 3,000 cases, and there were 100." in text
    assert 'id="picture-losses"' not in text
    assert 'id="picture-sizes"' not in text
    met = problem(status="found")
    broken = render(report(met, runs=(replace(run(), summary=None),)), "html")
    assert "No run has come to its end" in broken
    assert 'id="picture-time"' not in broken
