"""Keras's ResNet50 on its torch backend: what becomes there of a case that edits nothing.

Its layers are wired where it is built, so there are no sites to edit; it is no subject, and no contract
knows it. Images have their channels last, as its users have them.
Source: https://keras.io/api/applications/resnet/#resnet50-function
"""

import importlib
import os
from functools import cache
from importlib.util import find_spec
from typing import Any

import torch

from benchmarks.implementations.translated import NotThere
from fuzz.error import FuzzError
from fuzz.execution.compare import compare, describe
from fuzz.execution.fate import fate
from fuzz.execution.forward import Forward
from fuzz.execution.op_recorder import Record, StageRaised, run_stage
from fuzz.execution.outcome import Outcome, Raised, Returned
from fuzz.execution.setting import running, setting_of
from fuzz.execution.tensor import input_tensor, target_tensor
from strategies.case import Case
from strategies.subject import Subject
from strategies.validation import check

NAME = "keras.ResNet50"
LIBRARY = "keras"

CHANNELS = (1, 3, 4)
"""Of what size the second dimension of an image is that has its channels there."""


def required() -> str:
    """The package that it is of. Raises `FuzzError` where that is not installed."""
    if find_spec(LIBRARY) is None:
        raise FuzzError("Keras is not installed; run `pip install keras`")
    return LIBRARY


def observe(case: Case) -> Outcome:
    """Run a case on Keras's network. Raises `NotThere` where it edits it, or constructs another."""
    check(case)
    plain = Subject(num_classes=case.subject.num_classes)
    if case.edits or case.load != "no" or case.gradient == "frozen" or case.subject != plain:
        raise NotThere("no modules to edit")
    ran = _forward(case)
    if isinstance(ran, Raised):
        return fate(ran)
    if case.loss is None:
        return Returned(output=describe(ran.output), nonfinite=None, warnings=ran.warnings)
    compared = compare(case.loss, target_tensor(case.target, "cpu"), ran, setting_of(case, "cpu"))
    return fate(compared) if isinstance(compared, Raised) else compared


def is_of_the_loss(outcome: Outcome) -> bool:
    """Whether what happened hangs on the loss alone, of which the contract is the same everywhere."""
    return not (isinstance(outcome, Raised) and outcome.stage in ("build", "forward"))


def _forward(case: Case) -> Forward | Raised:
    record = Record()
    try:
        with run_stage("build", record):
            network = _built(case.subject.num_classes)
        with run_stage("forward", record, network), running(setting_of(case, "cpu")):
            x = input_tensor(case.input, "cpu")
            output = network(_channels_last(x), training=case.mode == "train")
    except StageRaised as stage_raised:
        return stage_raised.raised
    return Forward(network, output, None, tuple(record.warned))


@cache
def _built(classes: int) -> Any:
    os.environ["KERAS_BACKEND"] = "torch"  # read where Keras is imported
    keras = importlib.import_module("keras")
    torch.manual_seed(0)
    return keras.applications.ResNet50(weights=None, classes=classes, classifier_activation=None)


def _channels_last(x: torch.Tensor) -> torch.Tensor:
    """An image as users of Keras have it; one that has its channels last already, or none, as it is."""
    batched = x.dim() == 4 and x.shape[1] in CHANNELS
    single = x.dim() == 3 and x.shape[0] in CHANNELS
    return x.movedim(1 if batched else 0, -1).contiguous() if batched or single else x
