"""The page of claims says what running them shows."""

from pathlib import Path

import pytest
import torch

from benchmarks.claims.article import CLAIMS
from benchmarks.claims.claim import Claim, Trial, try_out
from benchmarks.claims.elsewhere import elsewhere
from benchmarks.claims.page import page
from fuzz.catalogue import Catalogue
from fuzz.execution.threads import one_thread
from strategies.case import Case
from strategies.input import Input

PAGE = Path(__file__).parents[2] / "docs" / "claims.md"
VERSION = torch.__version__.partition("+")[0]

FINE = Trial("an ordinary image", Case(), "passes")
GREY = Trial("a grey image", Case(input=Input(shape=(2, 1, 32, 32))), "passes")


def test_the_page_is_what_running_the_claims_gives() -> None:
    written = PAGE.read_text()
    if f"with torch {VERSION};" not in written:
        pytest.skip("the page was made with another torch, which words its errors otherwise")
    one_thread()
    assert page(CLAIMS, list(Catalogue()), VERSION, elsewhere()) == written, "run: make claims"


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [((FINE,), "true"), ((FINE, GREY), "partly true"), ((GREY,), "false")],
)
def test_a_verdict_is_what_the_trials_add_up_to(trials: tuple[Trial, ...], verdict: str) -> None:
    assert try_out(Claim("", trials, ""))[0] == verdict


def test_another_output_than_claimed_is_not_as_claimed() -> None:
    wrong = Trial("", Case(), "passes", output=(2, 10))
    assert try_out(Claim("", (wrong,), ""))[0] == "false"


def test_another_exception_than_claimed_is_not_as_claimed() -> None:
    case = GREY.case
    assert try_out(Claim("", (Trial("", case, "ValueError"),), ""))[0] == "false"
    assert try_out(Claim("", (Trial("", case, "RuntimeError"),), ""))[0] == "true"
