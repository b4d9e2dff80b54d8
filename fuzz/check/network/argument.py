"""What each argument of a forward() is, by its annotation or its name, where it says so."""

import inspect
from typing import Literal

from torch import nn

from fuzz.check.plain.tensor import Given

Role = Literal["", "number", "whole", "flag", "steps", "labels", "tokens"]
"""A tensor like the others, a number, an integer, a truth value, an integer for each sample, a class for
each, or indices into a vocabulary."""

ANNOTATED: dict[str, Role] = {"float": "number", "int": "whole", "bool": "flag"}

NAMED: dict[Role, tuple[str, ...]] = {
    "number": (
        *("alpha", "beta", "lam", "lamb", "lambd", "lambda_", "lamda", "grl_lambda", "constant"),
        *("temperature", "temp", "tau", "scale", "coeff", "coefficient"),
    ),
    "steps": ("t", "time", "times", "timestep", "timesteps", "step", "steps", "noise_level"),
    "labels": (
        *("y", "label", "labels", "target", "targets", "cls", "class_id", "class_ids", "class_labels"),
        *("domain", "domains", "domain_id", "task_id"),
    ),
    "tokens": (
        *("input_ids", "token_ids", "tokens", "ids", "text", "texts", "caption", "captions"),
        *("question", "questions", "sentence", "sentences", "words"),
    ),
}

TOKENS = 16


def required(network: nn.Module) -> list[inspect.Parameter]:
    """The positional arguments without a default of a network's ``forward``."""
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    named = inspect.signature(network.forward).parameters.values()
    return [one for one in named if one.default is one.empty and one.kind in kinds]


def role_of(parameter: inspect.Parameter) -> Role:
    """What an argument is, as far as its annotation or its name tells."""
    annotation = parameter.annotation
    written = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
    if written in ANNOTATED:
        return ANNOTATED[written]
    return next((role for role, names in NAMED.items() if parameter.name in names), "")


def given_as(role: Role, usual: Given) -> Given:
    """What stands for an argument of a role, beside a ``usual`` one that has a batch."""
    batch = usual.shape[:1]
    match role:
        case "number":
            return Given(())
        case "whole" | "flag":
            return Given((), "int64" if role == "whole" else "bool", most=1)
        case "steps":
            return Given(batch, "int64", most=9)
        case "labels":
            return Given(batch, "int64", most=1)
        case "tokens":
            return Given((*batch, TOKENS), "int64", most=1)
    return usual
