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
        ("my layers in a python list are not in model.parameters()", "symptom.list_of_layers"),
        ("[block] * 3: do the three share their weights?", "symptom.one_block_for_all"),
        ("I loaded with strict=False, but accuracy is at chance level", "symptom.strict_false"),
        ("the output is nan in eval mode but not in train mode", "symptom.nan_in_statistics"),
        ("loss becomes nan with fp16 after a few steps", "symptom.nan_in_half"),
        ("the triplet loss is stuck at the margin", "symptom.collapsed"),
        ("view instead of permute scrambles my image", "symptom.viewed_for_permuted"),
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
        "How do I load a state dict with strict=False?",
        "When shall I call optimizer.zero_grad()?",
        "What does a forward hook on the last layer return?",
        "Is float16 faster than float32 for a ResNet-50?",
        "How is the margin of a triplet loss chosen?",
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


def test_words_that_stand_far_apart_tell_nothing() -> None:
    question, _, rest = FROZEN.partition(", ")
    assert name_of(f"{question}.{' And so on.' * 50} {rest}") == ""
