"""How cost grows is read from what a campaign tells, and from looks at its memory."""

import os

from benchmarks.growth.campaign import marks_of
from benchmarks.growth.catalogues import library
from benchmarks.growth.figures import Crowd, Growth, Library
from benchmarks.growth.page import page
from benchmarks.growth.resident import largest_mib

MARKS = [100, 300]


def test_a_mark_has_what_happened_since_the_one_before() -> None:
    ran = [(10.0 + second, 10) for second in range(1, 40)]  # a hundred cases in ten seconds
    samples = [(10.0 + second, 100.0 + second) for second in range(40)]
    first, second = marks_of(MARKS, 10.0, ran, samples)
    assert (first.cases, first.seconds, first.ms) == (100, 10.0, 100.0)
    assert (second.cases, second.seconds, second.ms) == (300, 30.0, 100.0)
    assert (first.mib, first.peak_mib) == (108, 110)
    assert (second.mib, second.peak_mib) == (125, 130)


def test_a_campaign_that_ended_before_a_mark_has_none_of_it() -> None:
    assert [mark.cases for mark in marks_of(MARKS, 0.0, [(1.0, 150)], [])] == [150]


def test_the_page_has_the_parts_that_were_measured() -> None:
    growth = Growth(
        machine={"workers": "a machine"},
        crowds=[Crowd(workers=n, rate=5.0 * n, drawn=3.0 + n) for n in (1, 2)],
    )
    told = page(growth)
    assert "| 2 | 10 | 2 x | 1.25 x |" in told
    assert "number of cases" not in told


def test_a_catalogue_of_any_size_is_listed_and_merged() -> None:
    measured = library(900, replayed=False)
    assert measured == Library(entries=900, seconds=measured.seconds)
    assert measured.seconds["replay"] is None
    assert measured.seconds["merge"] is not None


def test_the_memory_of_this_process_is_told() -> None:
    assert largest_mib(os.getpid()) > 10
