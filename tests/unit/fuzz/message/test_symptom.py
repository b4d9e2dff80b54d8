"""Symptoms: questions of people who got no error, told by what they say, and by nothing less."""

import pytest

from fuzz.message import explain
from fuzz.message.symptom import LONGEST

FROZEN = "I froze the backbone with requires_grad=False, but running_mean still changes while training"


def name_of(text: str) -> str:
    answer = explain(text).answer
    return "" if answer is None else answer.name


@pytest.mark.parametrize(
    ("question", "name"),
    [
        (FROZEN, "symptom.frozen_norm"),
        ("all labels of the image are ignored (255) and the loss is nan", "symptom.ignored_all"),
        ("my contrastive loss gives nan gradients after some batches", "symptom.root_of_zero"),
        ("The KL divergence between teacher and student is negative", "symptom.negative_divergence"),
        ("model.layer4.requires_grad = False, and it trains all the same", "symptom.flag_of_module"),
    ],
)
def test_a_question_that_tells_a_symptom_is_answered(question: str, name: str) -> None:
    assert name_of(question) == name


@pytest.mark.parametrize(
    "question",
    [
        "How do I freeze the BatchNorm layers of a ResNet?",
        "What is the difference between BatchNorm and GroupNorm?",
        "Which loss shall I use for segmentation with 2 classes?",
        "Epoch 3: loss 0.0312, accuracy 98.1 %",
        "",
    ],
)
def test_a_question_without_one_is_left_alone(question: str) -> None:
    assert name_of(question) == ""


def test_what_was_raised_goes_before_what_is_asked() -> None:
    raised = "RuntimeError: a birdhouse is not a network"
    assert name_of(f"{FROZEN}\n{raised}") == ""


def test_more_than_a_question_is_not_read_as_one() -> None:
    assert name_of(FROZEN + " and so on" * (LONGEST // 10)) == ""
