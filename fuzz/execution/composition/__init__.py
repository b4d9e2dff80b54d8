"""The outcome of a case composed from cached effects of its modules: see `assumption`."""

from fuzz.execution.composition import loss_run, walk


def forget_effects() -> None:
    """Clear every cache of effects and of losses that were run."""
    walk.forget_effects()
    loss_run.forget_loss_runs()


__all__ = ["forget_effects"]
