"""Messages about training: optimizers, schedulers, metrics, mixed precision, several GPUs."""

from fuzz.message.table.training import (
    amp,
    amp_option,
    collective,
    launch,
    metric,
    optimizer,
    optimizer_option,
    optimizer_state,
    parallel,
    recomputation,
    report,
    restored,
    scheduler,
    scheduler_option,
    score,
)

READINGS = (
    *amp.READINGS,
    *amp_option.READINGS,
    *recomputation.READINGS,
    *report.READINGS,
    *metric.READINGS,
    *score.READINGS,
    *launch.READINGS,
    *optimizer.READINGS,
    *optimizer_state.READINGS,
    *restored.READINGS,
    *parallel.READINGS,
    *collective.READINGS,
    *scheduler.READINGS,
    *scheduler_option.READINGS,
    *optimizer_option.READINGS,
)
