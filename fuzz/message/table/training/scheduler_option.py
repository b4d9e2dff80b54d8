"""Messages about the options of learning rate schedulers, and about schedulers made of others."""

from fuzz.message.reading import Told
from fuzz.message.words import option

SCHEDULER = "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler."
PAGE = "https://docs.pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate"
PLATEAU = f"{SCHEDULER}ReduceLROnPlateau.html"
SEQUENTIAL = f"{SCHEDULER}SequentialLR.html"
ONE_CYCLE = f"{SCHEDULER}OneCycleLR.html"
WARM_RESTARTS = f"{SCHEDULER}CosineAnnealingWarmRestarts.html"
SWA = "https://docs.pytorch.org/docs/stable/optim.html#weight-averaging-swa-and-ema"


def _in_scheduler(told: Told) -> bool:
    """Whether no frame speaks against a scheduler: classes of one's own stop early in the same words."""
    frames = told.raised.frames
    return not frames or "torch/optim/" in frames[-1].path


READINGS = (
    option(
        "scheduler.overridden_step",
        "Seems like `optimizer.step()` has been overridden after learning rate scheduler initialization",
        cause="the step() of the optimizer was replaced after the scheduler was made, so that the"
        " scheduler cannot see whether it was called",
        fix="wrap or patch the optimizer first and make the scheduler of it afterwards",
        page=PAGE,
    ),
    option(
        "scheduler.epoch_passed",
        "The epoch parameter in `scheduler.step()` was not necessary and is being deprecated",
        cause="scheduler.step(epoch) was called with an epoch; the scheduler counts by itself",
        fix="call scheduler.step() without an argument, once for each epoch",
        page=PAGE,
    ),
    option(
        "scheduler.function",
        "TypeError: lr_lambda should be a function, but got {got:name}",
        cause="lr_lambda must be a function of the epoch, but is of the type {got}",
        fix="MultiplicativeLR(optimizer, lr_lambda=lambda epoch: 0.95); for a factor that stays the"
        " same, ExponentialLR(optimizer, gamma=0.95)",
        page=f"{SCHEDULER}MultiplicativeLR.html",
    ),
    option(
        "scheduler.constant",
        "Constant multiplicative factor expected to be between 0 and 1",
        cause="factor of ConstantLR multiplies the learning rate for the first epochs, and must be"
        " between 0 and 1",
        fix="ConstantLR(optimizer, factor=0.1, total_iters=5), with lr as the rate that comes after",
        page=f"{SCHEDULER}ConstantLR.html",
    ),
    option(
        "scheduler.start_factor",
        "Starting multiplicative factor expected to be greater than 0 and less or equal to 1",
        cause="start_factor of LinearLR must be above 0 and not above 1",
        fix="warm up from a part of the learning rate: LinearLR(optimizer, start_factor=0.01,"
        " total_iters=5)",
        page=f"{SCHEDULER}LinearLR.html",
    ),
    option(
        "scheduler.end_factor",
        "Ending multiplicative factor expected to be between 0 and 1",
        cause="end_factor of LinearLR must be between 0 and 1",
        fix="give lr as the highest rate, and lower it to a part: LinearLR(optimizer, start_factor=1.0,"
        " end_factor=0.01, total_iters=90)",
        page=f"{SCHEDULER}LinearLR.html",
    ),
    option(
        "scheduler.none_given",
        "{kind:name} expects at least one scheduler, but got no scheduler",
        "{kind:name} expects at least one scheduler to be chained, but got no scheduler",
        cause="{kind} is made of other schedulers, and was given none",
        fix="SequentialLR(optimizer, [LinearLR(optimizer, 0.01, total_iters=5), CosineAnnealingLR("
        "optimizer, 85)], milestones=[5]), or ChainedScheduler([first, second])",
        page=SEQUENTIAL,
    ),
    option(
        "scheduler.no_scheduler",
        "{kind:name} at index {n:number} should have `optimizer` as its attribute",
        cause="what {kind} was given at position {n} is no scheduler",
        fix="pass schedulers that are made of the optimizer: [LinearLR(optimizer), StepLR(optimizer,"
        " 30)]",
        page=SEQUENTIAL,
    ),
    option(
        "scheduler.plateau_inside",
        "{kind:name} does not support `ReduceLROnPlateau` scheduler as it requires additional kwargs to"
        " be specified when calling `step`, but got one at index {n:number}",
        cause="{kind} calls step() of its schedulers without a metric, which the ReduceLROnPlateau at"
        " position {n} needs",
        fix="step the two by hand: warmup.step() for the first epochs, plateau.step(validation_loss)"
        " afterwards",
        page=PLATEAU,
    ),
    option(
        "scheduler.other_optimizer",
        "{kind:name} expects all schedulers to belong to the same optimizer, but got scheduler"
        " {got:name} at index {n:number}",
        cause="the schedulers of {kind} were made of different optimizers: the {got} at position {n} has"
        " another one",
        fix="make all of one optimizer, and make them anew when the optimizer is made anew",
        page=SEQUENTIAL,
    ),
    option(
        "scheduler.milestones",
        "Sequential Schedulers expects number of schedulers provided to be one more than the number of"
        " milestone points, but got number of schedulers {got:number} and the number of milestones to be"
        " equal to {points:number}",
        cause="SequentialLR was given {got} schedulers and {points} milestones: a milestone is the epoch"
        " where the next scheduler takes over, so that there is one less than schedulers",
        fix="SequentialLR(optimizer, schedulers=[warmup, cosine], milestones=[5])",
        page=SEQUENTIAL,
    ),
    option(
        "scheduler.plateau_factor",
        "ValueError: Factor should be < 1.0",
        cause="factor of ReduceLROnPlateau multiplies the learning rate to lower it, and must be below"
        " 1",
        fix="ReduceLROnPlateau(optimizer, factor=0.1, patience=10)",
        page=PLATEAU,
    ),
    option(
        "scheduler.plateau_groups",
        "The number of param groups in the `optimizer` ({now:number}) differs from when"
        " `ReduceLROnPlateau` was initialized ({then:number})",
        cause="the optimizer had {then} groups when ReduceLROnPlateau was made, and has {now} now: a"
        " group was added since",
        fix="make the scheduler after the last add_param_group(), or append to scheduler.min_lrs for"
        " each new group",
        page=PLATEAU,
    ),
    option(
        "scheduler.plateau_mode",
        "ValueError: mode {got:word} is unknown!",
        "ValueError: threshold mode {got:word} is unknown!",
        cause="ReduceLROnPlateau has no mode, or threshold_mode, {got}",
        fix="mode='min' for a loss and 'max' for an accuracy; threshold_mode='rel' or 'abs'",
        page=PLATEAU,
        confidence="likely",
        when=_in_scheduler,
    ),
    option(
        "scheduler.cyclic_mode",
        "ValueError: mode is invalid and scale_fn is None",
        cause="CyclicLR has no such mode",
        fix="use mode='triangular', 'triangular2' or 'exp_range', or pass a scale_fn",
        page=f"{SCHEDULER}CyclicLR.html",
    ),
    option(
        "scheduler.multiplier",
        "Expected integer T_mult >= 1, but got {got:word}",
        cause="T_mult of CosineAnnealingWarmRestarts is {got}, and must be an int of 1 or more: each"
        " period is so many times as long as the one before",
        fix="CosineAnnealingWarmRestarts(optimizer, T_0=10, T_mult=2)",
        page=WARM_RESTARTS,
    ),
    option(
        "scheduler.lowest_rate",
        "Expected float or int eta_min, but got {got} of type {kind}",
        cause="eta_min, the lowest learning rate, is {got} of {kind}, and must be a number",
        fix="convert it: eta_min=float(value); YAML reads 1e-6 without a point as a string, so write"
        " 1.0e-6",
        page=WARM_RESTARTS,
    ),
    option(
        "scheduler.negative_epoch",
        "ValueError: Expected non-negative epoch, but got {got:word}",
        cause="scheduler.step(epoch) was called with the epoch {got}, and counts from 0",
        fix="pass epoch + i / len(loader) with an epoch of 0 or more, or call step() without it",
        page=WARM_RESTARTS,
    ),
    option(
        "scheduler.rising_part",
        "Expected float between 0 and 1 pct_start, but got {got:word}",
        cause="pct_start of OneCycleLR is {got}; it is the part of all steps, between 0 and 1, in which"
        " the learning rate rises",
        fix="write percents as a part: pct_start=0.3",
        page=ONE_CYCLE,
    ),
    option(
        "scheduler.annealing",
        "anneal_strategy must be one of 'cos' or 'linear', instead got {got:word}",
        cause="the scheduler has no anneal_strategy {got}",
        fix="use anneal_strategy='cos', the default, or 'linear'",
        page=ONE_CYCLE,
    ),
    option(
        "scheduler.annealing_epochs",
        "anneal_epochs must be equal or greater than 0, got {got:word}",
        cause="anneal_epochs of SWALR is {got}, and must be an int of 0 or more",
        fix="SWALR(optimizer, swa_lr=0.05, anneal_epochs=10)",
        page=SWA,
    ),
    option(
        "scheduler.milestones",
        "Milestones should be a list of increasing integers",
        cause="the milestones of MultiStepLR are epochs in order, and these are not",
        fix="MultiStepLR(optimizer, milestones=[30, 60, 80], gamma=0.1)",
        page=f"{SCHEDULER}MultiStepLR.html",
    ),
)
