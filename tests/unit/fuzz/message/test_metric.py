"""Messages of metrics: the two kinds of arguments that they name tell which was meant."""

import pytest

from fuzz.message import explain

MIX = "ValueError: Classification metrics can't handle a mix of"


@pytest.mark.parametrize(
    ("text", "name", "telling"),
    [
        (f"{MIX} binary and continuous targets", "metric.scores", "0.5"),
        (f"{MIX} multiclass and continuous-multioutput targets", "metric.scores", "argmax(1)"),
        (f"{MIX} multiclass and multilabel-indicator targets", "metric.one_hot", "argmax(1)"),
        (f"{MIX} unknown and binary targets", "metric.unknown", "numpy()"),
        (
            "ValueError: Found input variables with inconsistent numbers of samples: [100, 96]",
            "metric.samples",
            "[100, 96]",
        ),
        (
            "RuntimeError: Predictions and targets are expected to have the same shape, but got"
            " torch.Size([4, 10]) and torch.Size([4]).",
            "metric.same_shape",
            "[4, 10] and [4]",
        ),
        (
            "RuntimeError: Detected more unique values in `target` than `num_classes`. Expected only"
            " 3 but found5 in `target`.",
            "metric.num_classes",
            "5 different",
        ),
    ],
)
def test_what_a_metric_was_given(text: str, name: str, telling: str) -> None:
    answer = explain(text).answer
    assert answer is not None
    assert answer.name == name
    assert telling in f"{answer.cause} {answer.fix}"


@pytest.mark.parametrize(
    "text",
    [
        f"{MIX} binary and multiclass targets",
        "ValueError: Found input variables with inconsistent numbers of samples: [10, 10]",
    ],
)
def test_what_says_nothing_is_left_alone(text: str) -> None:
    assert explain(text).answer is None
