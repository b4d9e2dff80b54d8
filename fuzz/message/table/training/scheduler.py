"""Messages of learning rate schedulers."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.loss.common import shows

PAGE = "https://docs.pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate"
ONE_CYCLE = "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html"
PLATEAU = (
    "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html"
)


def _of_plateau(told: Told) -> bool:
    """Whether it was a scheduler that made a number of what it was given."""
    last = told.raised.frames[-1:]
    return any("lr_scheduler" in one.path for one in last) or shows(told, r"float\(metrics\)")


OF_VALIDATION = re.compile(
    r"(?:^|[^a-z])(?:val|valid|validation|dev|eval|test)(?:$|[^a-z])", re.IGNORECASE
)


BEHIND_VALIDATION = (
    "log it in validation_step, self.log('{}', value), and let the scheduler step behind a validation:"
    " 'interval': 'epoch' and 'frequency' the check_val_every_n_epoch of the Trainer in its dict (with"
    " 'interval': 'step' it steps before the first one), with a val_dataloader and limit_val_batches"
    " above 0; or 'strict': False, which only warns, or 'monitor' one of those that there are"
)


def _watched(told: Told) -> dict[str, str]:
    """What a scheduler watches in vain: a name that is another one, or one of a validation that has not
    run by then."""
    metric = told.text("metric").strip("`'\"")
    logged = re.findall(r"['\"]([^'\"]+)['\"]", told.text("available"))
    there = f"there were {', '.join(logged)}" if logged else "nothing was logged by then"
    ours, *theirs = (OF_VALIDATION.search(one.replace("_", " ")) for one in (metric, *logged))
    if ours and not any(theirs):
        none = ", and none of a validation: none has run before that step, or it logs nothing"
        return {"there": there + none * bool(logged), "advice": BEHIND_VALIDATION.format(metric)}
    named = "name one of these as 'monitor' of the scheduler's dict, or " if logged else ""
    return {"there": there, "advice": f"{named}log it: self.log('{metric}', value)"}


READINGS = (
    reading(
        "TypeError: {got:name} is not an Optimizer",
        answers=(
            plain(
                "scheduler.no_optimizer",
                cause="the scheduler expects an optimizer as its first argument, but was given a {got}",
                fix="StepLR(optimizer, step_size=30): pass the torch.optim optimizer itself, not"
                " the model,"
                " its parameters, or a wrapper around the optimizer",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "Detected call of `lr_scheduler.step()` before `optimizer.step()`",
        answers=(
            plain(
                "scheduler.order",
                cause="scheduler.step() was called before the first optimizer.step(), so that the"
                " first value of"
                " the schedule is skipped",
                fix="call optimizer.step() for each batch and scheduler.step() after it (after the"
                " epoch for"
                " StepLR). With a GradScaler the first steps may have been skipped because of inf"
                " gradients",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "Tried to step {step:number} times. The specified number of total steps is {total:number}",
        "Tried to step {step:number} times. The specified number of total steps is {total:number}",
        answers=(
            plain(
                "scheduler.too_many_steps",
                cause="the scheduler was made for {total} steps and is asked for step {step}: it"
                " is stepped more"
                " often than total_steps (or epochs * steps_per_epoch) says",
                fix="OneCycleLR is stepped once for each batch: total_steps = epochs *"
                " len(loader), counted"
                " with gradient accumulation and resumed epochs; make a new one to train on",
                page=ONE_CYCLE,
            ),
        ),
    ),
    reading(
        "You must define either total_steps OR (epochs AND steps_per_epoch)",
        answers=(
            plain(
                "scheduler.no_total",
                cause="OneCycleLR has to know how many steps there will be, and was given neither"
                " total_steps"
                " nor both epochs and steps_per_epoch",
                fix="OneCycleLR(optimizer, max_lr=0.1, epochs=epochs, steps_per_epoch=len(loader))",
                page=ONE_CYCLE,
            ),
        ),
    ),
    reading(
        "step() missing 1 required positional argument: 'metrics'",
        answers=(
            plain(
                "scheduler.no_metric",
                cause="ReduceLROnPlateau decides by a metric, and step() was called without one",
                fix="scheduler.step(validation_loss)",
                page=PLATEAU,
            ),
        ),
    ),
    reading(
        "float() argument must be a string or a number, not '{got:name}'",
        "float() argument must be a string or a real number, not '{got:name}'",
        answers=(
            plain(
                "scheduler.metric_missing",
                cause="ReduceLROnPlateau.step() takes the number that it watches, and got None:"
                " nothing was"
                " measured yet, or the function that measures it returns nothing",
                fix="scheduler.step(validation_loss), once for each validation: not when training is"
                " resumed, and not in epochs without one (with timm: lr_scheduler.step(epoch, metric));"
                " the function ends with return total / len(loader)",
                page=PLATEAU,
                when=lambda told: told.text("got") == "NoneType" and _of_plateau(told),
            ),
            plain(
                "scheduler.metric_kind",
                cause="ReduceLROnPlateau.step() takes the number that it watches, and got a {got}",
                fix="give it one number: scheduler.step(metrics['val_loss']) of a dictionary,"
                " sum(losses) / len(losses) of a list",
                page=PLATEAU,
                when=_of_plateau,
            ),
        ),
    ),
    reading(
        "'initial_lr' is not specified in param_groups[{group:number}]",
        answers=(
            plain(
                "scheduler.resumed",
                cause="the scheduler was made with last_epoch of an earlier run, but group {group}"
                " of the"
                " optimizer has no initial_lr: its state has not been loaded",
                fix="optimizer.load_state_dict(...) first, then make the scheduler with"
                " last_epoch; or leave last_epoch at -1 and call scheduler.load_state_dict(...); without"
                " a saved state: for group in optimizer.param_groups:"
                ' group["initial_lr"] = group["lr"]',
                page=PAGE,
            ),
        ),
    ),
    reading(
        "optimizer must support momentum or beta1 with `cycle_momentum` option enabled",
        "optimizer must support momentum with `cycle_momentum` option enabled",
        answers=(
            plain(
                "scheduler.momentum",
                cause="the scheduler also cycles the momentum (cycle_momentum=True, the default),"
                " which this"
                " optimizer has not",
                fix="pass cycle_momentum=False, or give the optimizer a momentum: SGD(...,"
                " momentum=0.9)",
                page=ONE_CYCLE,
            ),
        ),
    ),
    reading(
        "Expected {wanted:number} lr_lambdas, but got {got:number}",
        "expected {wanted:number} min_lrs, got {got:number}",
        "Expected {wanted:number} values for {:name}, got {got:number}",
        answers=(
            plain(
                "scheduler.groups",
                cause="the optimizer has {wanted} parameter groups, but the scheduler was given"
                " {got} values",
                fix="pass one value for all groups, or a list of {wanted}",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "must have the same length as optimizer.param_groups. {name:name} has {got:number} values,"
        " param_groups has {wanted:number}",
        answers=(
            plain(
                "scheduler.lengths",
                cause="the optimizer has {wanted} parameter groups, but {name} has {got} values",
                fix="pass one value for all groups, or a list of {wanted}",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "The verbose parameter is deprecated",
        "ReduceLROnPlateau.__init__() got an unexpected keyword argument 'verbose'",
        "LR.__init__() got an unexpected keyword argument 'verbose'",
        answers=(
            plain(
                "scheduler.verbose",
                cause="schedulers no longer have the option verbose (deprecated in torch 2.2,"
                " removed since)",
                fix="leave it out, and print scheduler.get_last_lr()",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "To get the last learning rate computed by the scheduler, please use `get_last_lr()`",
        answers=(
            plain(
                "scheduler.get_lr",
                cause="get_lr() computes the next learning rate and is meant for the scheduler itself",
                fix='scheduler.get_last_lr(), or optimizer.param_groups[0]["lr"]',
                page=PAGE,
            ),
        ),
    ),
    reading(
        "Expected positive integer T_0, but got {got:word}",
        "Expected positive integer total_steps, but got {got:word}",
        "Expected positive integer epochs, but got {got:word}",
        "Expected positive integer steps_per_epoch, but got {got:word}",
        answers=(
            plain(
                "scheduler.integer",
                cause="the number of steps or epochs of the scheduler is {got}, and must be a"
                " positive int",
                fix="use whole division: len(dataset) // batch_size, or len(loader)",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "ReduceLROnPlateau conditioned on metric {metric:word} which is not available. Available metrics"
        " are: {available}. Condition",
        answers=(
            plain(
                "scheduler.monitor",
                cause="Lightning's ReduceLROnPlateau watches the metric {metric}, which was not there"
                " when the scheduler stepped: {there}",
                fix="{advice}",
                page=PAGE,
                more=_watched,
            ),
        ),
    ),
)
