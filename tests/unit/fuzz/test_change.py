"""The fix as code: what goes and what comes."""

from fuzz.report.change import change_lines
from strategies.case import Case
from strategies.input import Input
from tests.unit.fuzz.sample import SEEN, entry

GREY = Case(input=Input(shape=(2, 1, 32, 32)), loss=None)


def test_only_what_changes_is_told() -> None:
    passing = Case(input=Input(shape=(2, 3, 32, 32)), loss=None)
    assert change_lines(entry(case=GREY, passing=passing, observed=(SEEN,))) == [
        "- output = model(torch.randn(2, 1, 32, 32))",
        "+ output = model(torch.randn(2, 3, 32, 32))",
    ]


def test_where_nothing_is_known_to_pass_there_is_none() -> None:
    assert change_lines(entry(case=GREY, passing=None)) == []
