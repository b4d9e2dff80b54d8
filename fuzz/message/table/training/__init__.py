"""Messages about training: optimizers, schedulers, metrics, mixed precision, several GPUs."""

from fuzz.message.table.training import (
    amp,
    metric,
    optimizer,
    optimizer_option,
    optimizer_state,
    parallel,
    scheduler,
    scheduler_option,
)

READINGS = (
    *amp.READINGS,
    *metric.READINGS,
    *optimizer.READINGS,
    *optimizer_state.READINGS,
    *parallel.READINGS,
    *scheduler.READINGS,
    *scheduler_option.READINGS,
    *optimizer_option.READINGS,
)
