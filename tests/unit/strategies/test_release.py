"""Rules that some releases of torch alone have, and what the installed one is."""

from collections.abc import Callable
from importlib import metadata

import pytest
from msgspec.structs import replace

from strategies import rule as rules
from strategies.layer import LAYERS
from strategies.loss import LOSSES, Target
from strategies.release import LATEST, Release, installed, release_of
from strategies.rule import Conditions, Rule, RuleViolated, TensorSpec

OUTPUT = TensorSpec((2, 5))
EARLIER, LATER = (2, 11), (2, 12)
ALWAYS = Rule("size", "{layer}: {got}", ())


@pytest.mark.parametrize(
    ("version", "release"),
    [("2.14.1+cu130", (2, 14)), ("2.9", (2, 9)), ("2.11.0a0+git1f2e", (2, 11)), ("nightly", LATEST)],
)
def test_the_minor_release_of_a_version(version: str, release: Release) -> None:
    assert release_of(version) == release


def test_the_installed_release_is_that_of_the_package() -> None:
    assert installed() == release_of(metadata.version("torch"))


@pytest.mark.parametrize(
    ("rule", "having"),
    [
        (ALWAYS, (EARLIER, LATER)),
        (replace(ALWAYS, until=EARLIER), (EARLIER,)),
        (replace(ALWAYS, since=LATER), (LATER,)),
    ],
)
@pytest.mark.parametrize("release", [EARLIER, LATER])
def test_a_rule_holds_for_the_releases_that_have_it(
    rule: Rule, having: tuple[Release, ...], release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "installed", lambda: release)
    assert violated(lambda: rule.require(True, 1, 1)) == ""
    assert violated(lambda: rule.require(False, 1, 2)) == ("size" if release in having else "")


def violated(check: Callable[[], object]) -> str:
    """The rule that a check finds violated; "" for none."""
    try:
        check()
    except RuleViolated as found:
        return found.rule.name
    return ""


@pytest.mark.parametrize(("release", "rule"), [(EARLIER, "eps"), (LATER, "")])
def test_a_batch_norm_in_eval_mode_takes_an_eps_of_0_from_2_12_on(
    release: Release, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "installed", lambda: release)
    options, x = {"num_features": 8, "eps": 0.0}, TensorSpec((2, 8, 4, 4))
    check = LAYERS["BatchNorm2d"].check_input
    assert violated(lambda: check(options, x, Conditions())) == rule
    assert violated(lambda: check(options, x, Conditions(training=True))) == "eps"


@pytest.mark.parametrize(("release", "rule"), [(EARLIER, "same_type"), (LATER, "")])
def test_a_target_of_mse_loss_may_have_another_dtype_in_backward_from_2_12_on(
    release: Release, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "installed", lambda: release)
    check = LOSSES["MSELoss"].check_backward
    assert violated(lambda: check({}, OUTPUT, Target(shape=(2, 5), dtype="float64"))) == rule
    assert violated(lambda: check({}, OUTPUT, Target(shape=(2, 5), dtype="float32"))) == ""


@pytest.mark.parametrize(
    ("release", "order"), [(EARLIER, ["weight", "index_type"]), (LATER, ["index_type", "weight"])]
)
def test_the_dtype_of_class_indices_is_looked_at_first_from_2_12_on(
    release: Release, order: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "installed", lambda: release)
    found = LOSSES["NLLLoss"].violated({"weight": 6}, OUTPUT, Target(shape=(2,), dtype="float32"))
    assert [one.rule.name for one in found] == order
