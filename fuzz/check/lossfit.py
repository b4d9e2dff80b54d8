"""losses_of(): the losses that fit an output, and those that people take for them."""

import msgspec

from fuzz.check.plain.seen import Returned
from strategies.contract import predict_compared
from strategies.loss import LOSSES, Loss
from strategies.rule import TensorSpec, shown

ASKED = ("CrossEntropyLoss", "NLLLoss", "BCEWithLogitsLoss", "BCELoss", "MSELoss")
"""The losses that people train networks like these with, and mistake for each other."""


class LossFit(msgspec.Struct, frozen=True):
    """A loss with the target that it takes for an output; ``wrong`` is why it does not mean it, "" where
    it does."""

    loss: str
    target: str
    wrong: str = ""


def losses_of(seen: Returned) -> tuple[LossFit, ...]:
    """What the contract says of each loss with the first output of a network."""
    output = next(iter(seen.outputs.values()), None)
    if output is None or not output.shape or not output.dtype.startswith("float"):
        return ()
    return tuple(_fit(name, output, seen) for name in ASKED if _can_be_asked(name, output))


def _can_be_asked(name: str, output: TensorSpec) -> bool:
    return bool(LOSSES[name].targets(output.shape))


def _fit(name: str, output: TensorSpec, seen: Returned) -> LossFit:
    target = LOSSES[name].targets(output.shape)[0]
    if target.dtype == "int64" and output.shape[1:2] == (1,):
        one = f"{name} expects a score for each of several classes, but the network returns one alone"
        return LossFit(name, f"{shown(target.shape)} {target.dtype}", one)
    said = predict_compared(Loss(name), target, output, seen.domain)
    wrong = said.violations[0].cause if said.violations else said.misuse.cause if said.misuse else ""
    return LossFit(name, f"{shown(target.shape)} {target.dtype}", wrong)
