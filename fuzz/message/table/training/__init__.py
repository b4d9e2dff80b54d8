"""Messages about training: optimizers, schedulers, metrics, mixed precision, several GPUs."""

from fuzz.message.table.training import (
    amp,
    metric,
    optimizer,
    optimizer_state,
    parallel,
    scheduler,
)

READINGS = (
    *amp.READINGS,
    *metric.READINGS,
    *optimizer.READINGS,
    *optimizer_state.READINGS,
    *parallel.READINGS,
    *scheduler.READINGS,
)
