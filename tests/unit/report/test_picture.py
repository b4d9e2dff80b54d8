"""Pictures say what a report says: each number once, each cell with its words."""

import re
from collections import Counter

import pytest
from msgspec.structs import replace

from fuzz.report.html.picture.network import levels_to, network_picture
from fuzz.report.html.picture.pairing import pairing_picture
from fuzz.report.html.picture.truncation import truncation_picture
from fuzz.report.html.svg import link, tag
from fuzz.report.told.site import sites
from tests.unit.report.sample import CHECKED, problem, report

LABELS = re.compile('aria-label="([^"]*)"')


@pytest.mark.parametrize("most", [1, 2, 3, 5, 8, 54, 1000])
def test_shades_grow_and_the_deepest_is_met(most: int) -> None:
    levels = levels_to(most)
    assert levels[0] == 1
    assert levels == sorted(set(levels))
    assert levels[-1] <= max(most, 4)


def test_the_network_has_each_site_down_to_the_modules_of_a_block() -> None:
    told = report(problem(sites=("conv1",)), problem(id="b", sites=("layer4.0.downsample.1", "conv1")))
    picture = network_picture(told)
    assert picture is not None
    titles = re.findall("<title>([^<]*)</title>", picture.svg)
    drawn = Counter(title.rpartition(": ")[0] for title in titles)
    shown = {site for site in sites() if ".downsample." not in site}
    assert drawn == Counter(shown)
    assert "conv1: 2 causes" in titles
    assert "layer4.0.downsample: 1 cause" in titles
    assert "fc: 0 causes" in titles


OTHERS = ("resnet18", "resnet101", "timm.resnet50d", "transformers.resnet50")


@pytest.mark.parametrize("model", OTHERS)
def test_a_cause_at_any_module_of_another_network_is_counted_once(model: str) -> None:
    for site in sites(model)[::11]:
        picture = network_picture(report(problem(sites=(site,)), model=model))
        assert picture is not None
        titles = re.findall("<title>([^<]*)</title>", picture.svg)
        drawn = [title.rpartition(": ")[0] for title in titles]
        assert len(drawn) == len(set(drawn))
        assert set(drawn) <= set(sites(model))
        (told,) = (name for name, title in zip(drawn, titles, strict=True) if ": 1 " in title)
        assert f"{site}.".startswith(f"{told}.")
        assert f'aria-label="{model} from the input' in picture.svg


def test_of_what_nobody_has_described_there_is_no_picture() -> None:
    assert network_picture(report(model="mine:build")) is None
    assert network_picture(report(model="")) is None


def test_a_cell_says_what_was_run_and_leads_to_a_cause_that_there_is() -> None:
    picture = pairing_picture(report())
    assert picture is not None
    labels = LABELS.findall(picture.svg)
    said = "CrossEntropyLoss, int64 classes: 3 fine, 0 raises, 5 silent; leads to logits"
    assert said in labels
    assert "leads to loss-gone" not in picture.svg  # what no entry is of leads nowhere
    assert "<title>MSELoss, another dtype: 0 fine, 2 raises, 0 silent</title>" in picture.svg
    assert "<title>MSELoss, int64 classes: not tried</title>" in picture.svg


def test_images_and_truncations_come_in_order() -> None:
    picture = truncation_picture(report())
    assert picture is not None
    assert "Of 14 cases without" in picture.said
    names = re.findall(r"<title>([^:]*):", picture.svg)
    assert names == [
        "nothing cut off, 1 px",
        "nothing cut off, 224 px or more",
        "last 2 cut off, 1 px",
        "last 2 cut off, 224 px or more",
    ]


def test_without_data_there_is_no_picture() -> None:
    nothing = replace(report(problem(sites=())), losses=(), sizes=())
    assert network_picture(nothing) is None
    assert network_picture(CHECKED) is None
    assert pairing_picture(nothing) is None
    assert truncation_picture(nothing) is None


def test_what_an_element_has_is_escaped() -> None:
    assert link('"><script>', "<b>", tag("g", "<i>")) == (
        '<a href="&#34;&gt;&lt;script&gt;" aria-label="&lt;b&gt;"><title>&lt;b&gt;</title>'
        "<g>&lt;i&gt;</g></a>"
    )
