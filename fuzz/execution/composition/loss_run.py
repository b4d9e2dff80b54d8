"""A loss on an output that composition gave: run once, and remembered."""

import msgspec

from fuzz.execution.accelerator import name_of
from fuzz.execution.compare import compare
from fuzz.execution.composition.comparison import ran_alike
from fuzz.execution.composition.compose import Composed
from fuzz.execution.kept import Kept
from fuzz.execution.kept_outcome import decode, encode
from fuzz.execution.outcome import Raised, Returned
from fuzz.execution.setting import Setting
from fuzz.execution.tensor import target_tensor
from strategies.loss import Loss, Target

Ran = Returned | Raised

_runs: Kept[Ran] = Kept("loss", 20_000, encode, decode)


def forget_loss_runs() -> None:
    """Clear the cache of losses that were run."""
    _runs.clear()


def run_loss(
    loss: Loss, target: Target, network: Composed, spread: float, setting: Setting
) -> Returned | Raised:
    """The outcome of a loss and a target on the output of a composed network, of a spread.

    The mode is that of the network alone, so it has no part in it.
    """
    output, setting = network.output, setting._replace(train=False)

    def run() -> Ran:
        wanted = target_tensor(target, setting.device)
        return compare(loss, wanted, ran_alike(output, spread, setting.device), setting)

    key = repr((loss, target, output, spread, setting))
    outcome = _runs.recall(key, lambda: f"{key} {name_of(setting.device)}", run)
    warned = (*network.warned, *outcome.warnings)
    return msgspec.structs.replace(outcome, warnings=warned) if warned else outcome
