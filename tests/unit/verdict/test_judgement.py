"""The contract and an outcome side by side: of which kind a finding is, and whose fault it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fuzz.execution.observe import observe
from fuzz.execution.outcome import Described, Died, NonFinite, Raised, Returned, Warned
from fuzz.verdict import Finding
from fuzz.verdict.judgement import judge, weigh
from strategies.case import Case
from strategies.contract import Prediction, Violation, predict
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss
from strategies.repair import Repair
from strategies.stage import STAGES, Stage
from strategies.surgery import Insert

FINE = Returned(output=Described(type="Tensor", shape=(2, 10), dtype="float32"))
SMALL = Input(shape=(2, 3, 32, 32))
WARNING = Warned(stage="loss", message="it is spread")


def violation_at(stage: Stage, site: str = "", rule: str = "conv2d.channels") -> Violation:
    """A rule that is broken somewhere."""
    return Violation(
        stage=stage,
        site=site,
        rule=rule,
        group=rule,
        wanted="3",
        got="4",
        cause="it is made for 3",
        repairs=(Repair("give 3"),),
        page="",
    )


def raised(stage: Stage, site: str = "", op: str = "conv2d") -> Raised:
    """An exception somewhere."""
    return Raised(stage=stage, exception="RuntimeError", message="expected 3", site=site, op=op)


def said(finding: Finding | None) -> tuple[str, str, str] | None:
    """Kind, stage and rule of a finding."""
    if finding is None:
        return None
    return finding.signature.kind, finding.signature.stage, finding.signature.rule


def test_what_is_refused_where_a_rule_is_broken_is_rejected() -> None:
    expected = Prediction((violation_at("forward", "layer1.0.conv1"),))
    assert said(weigh(expected, raised("forward", "layer1.0.conv1"))) == (
        "rejected",
        "forward",
        "conv2d.channels",
    )


def test_what_a_part_of_a_module_refuses_the_module_refuses() -> None:
    expected = Prediction((violation_at("forward", "layer1"),))
    assert said(weigh(expected, raised("forward", "layer1.0.conv1")))[0] == "rejected"  # type: ignore[index]


def test_what_is_refused_behind_the_fault_is_misplaced() -> None:
    expected = Prediction((violation_at("build", "fc", "avgpool2d.padding"),))
    seen = weigh(expected, raised("forward", "fc"))
    assert said(seen) == ("misplaced", "build", "avgpool2d.padding")
    assert seen is not None
    assert seen.stage == "forward"


def test_what_is_refused_before_the_fault_is_torchs() -> None:
    expected = Prediction((violation_at("loss"),))
    assert said(weigh(expected, raised("forward", "fc"))) == ("spurious", "forward", "")


def test_what_a_loss_makes_of_an_output_that_ought_not_to_be_is_its_consequence() -> None:
    expected = Prediction((violation_at("forward", "conv1"),))
    assert said(weigh(expected, raised("loss"))) == ("silent", "forward", "conv2d.channels")


def test_what_passes_and_is_forbidden_is_silent() -> None:
    assert said(weigh(Prediction((violation_at("loss"),)), FINE)) == (
        "silent",
        "loss",
        "conv2d.channels",
    )


def test_what_nobody_means_is_silent_before_what_nobody_allows() -> None:
    expected = Prediction((violation_at("loss"),), violation_at("loss", rule="mseloss.same_shape"))
    assert said(weigh(expected, FINE)) == ("silent", "loss", "mseloss.same_shape")


def test_of_what_is_allowed_the_first_that_is_wrong_is_told() -> None:
    nan = NonFinite("loss", "MSELoss")
    assert weigh(Prediction(), FINE) is None
    both = Returned(output=FINE.output, warnings=(WARNING,), nonfinite=nan)
    assert said(weigh(Prediction(), both)) == ("warned", "loss", "")
    assert said(weigh(Prediction(), Returned(output=FINE.output, nonfinite=nan))) == (
        "nonfinite",
        "loss",
        "",
    )


def test_a_warning_goes_with_what_is_wrong() -> None:
    seen = weigh(Prediction((violation_at("loss"),)), Returned(output=FINE.output, warnings=(WARNING,)))
    assert seen is not None
    assert (seen.exception, seen.message) == ("UserWarning", "it is spread")


@given(stage=st.sampled_from(STAGES), site=st.sampled_from(("", "fc", "layer1.0.conv1")))
def test_nothing_expected_makes_every_exception_torchs(stage: Stage, site: str) -> None:
    seen = weigh(Prediction(), raised(stage, site))
    assert seen is not None
    assert (seen.signature.kind, seen.signature.stage, seen.site) == ("spurious", stage, site)


@given(sites=st.lists(st.sampled_from(("", "fc", "layer1", "layer1.0")), min_size=1, unique=True))
def test_of_several_broken_rules_the_innermost_around_the_error_is_to_blame(sites: list[str]) -> None:
    expected = Prediction(tuple(violation_at("forward", site, f"conv2d.{site}") for site in sites))
    seen = weigh(expected, raised("forward", "layer1.0.conv1"))
    around = [site for site in sites if site.startswith("layer1")]
    assert seen is not None
    assert seen.signature.rule == (f"conv2d.{max(around, key=len)}" if around else f"conv2d.{sites[0]}")


@pytest.mark.parametrize("site", ["fc", ""])
def test_of_two_layers_that_cannot_be_made_the_one_that_is_being_made_is_to_blame(site: str) -> None:
    pool = Insert(site="fc", layer=Layer("MaxPool3d", {"kernel_size": 1, "padding": 1}))
    other = Insert(site=site, layer=Layer("GRU", {"input_size": 1, "hidden_size": 1, "dropout": 2.0}))
    refused = Raised(stage="build", exception="ValueError", message="dropout", site=site, op="GRU")
    assert said(judge(Case(edits=(pool, other)), refused)) == ("rejected", "build", "gru.dropout")


def test_autocast_casts_an_output_before_it_is_weighed() -> None:
    case = Case(input=SMALL, autocast="bfloat16", loss=Loss("CrossEntropyLoss", {"weight": 1000}))
    assert predict(case).any_violation is None
    assert judge(case, observe(case)) is None


def test_a_loss_that_is_no_number_is_told_before_what_was_written_over() -> None:
    sigmoid = Insert(site="relu", layer=Layer("Sigmoid"), where="before")
    loss = Loss("CrossEntropyLoss", {"reduction": "none"})
    for autocast in ("off", "bfloat16"):
        case = Case(input=SMALL, edits=(sigmoid,), loss=loss, backward=True, autocast=autocast)
        assert said(judge(case, observe(case))) == ("rejected", "backward", "crossentropyloss.scalar")


ASTRAY = replace(violation_at("loss", rule="ctcloss.index_range"), out_of_bounds=True)
ABORTED = Died(fate="crashed", how="SIGABRT", stage="loss", op="ctc_loss")


def test_what_ends_a_process_is_put_down_to_the_rule_of_what_was_running() -> None:
    expected = Prediction(
        (violation_at("forward", rule="elu.alpha"), violation_at("loss", rule="l1loss.p"))
    )
    in_layer = replace(ABORTED, stage="forward", op="ELU")
    assert said(weigh(expected, in_layer)) == ("crashed", "forward", "elu.alpha")
    assert said(weigh(expected, replace(in_layer, op="conv2d"))) == ("crashed", "forward", "")
    assert said(weigh(expected, ABORTED)) == ("crashed", "loss", "l1loss.p")
    assert said(weigh(expected, replace(ABORTED, later=True))) == ("crashed", "loss", "")


@pytest.mark.parametrize(
    "died",
    [
        ABORTED,
        replace(ABORTED, stage="backward", op=""),
        replace(ABORTED, stage="forward", op="", later=True),
    ],
)
def test_where_memory_is_unguarded_all_that_comes_behind_is_its_consequence(died: Died) -> None:
    assert said(weigh(Prediction((ASTRAY,)), died)) == ("crashed", "loss", "ctcloss.index_range")


def test_what_was_running_before_is_not() -> None:
    died = replace(ABORTED, stage="forward", op="conv2d")
    assert said(weigh(Prediction((ASTRAY,)), died)) == ("crashed", "forward", "")


def test_to_read_out_of_bounds_in_silence_is_worse_than_what_nobody_means() -> None:
    misuse = violation_at("loss", rule="ctcloss.log_probabilities")
    found = weigh(Prediction((ASTRAY,), misuse), FINE)
    assert said(found) == ("silent", "loss", "ctcloss.index_range")
