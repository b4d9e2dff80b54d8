"""Messages of optimizers and schedulers that are asked for what they do not hold, or given numbers as"
" text."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.loss.common import shows

OPTIM = "https://docs.pytorch.org/docs/stable/optim.html"
OPTIMIZERS = frozenset(
    (
        "SGD",
        "Adam",
        "AdamW",
        "RMSprop",
        "Adagrad",
        "Adadelta",
        "Adamax",
        "NAdam",
        "RAdam",
        "ASGD",
        "LBFGS",
    )
)
RATES = frozenset(
    ("param_group", "lr", "learning_rate", "get_lr", "get_last_lr", "params", "parameters")
)
SCHEDULERS = ("LR", "LRScheduler", "ReduceLROnPlateau", "WarmRestarts")
OF_SCHEDULER = frozenset(("param_groups", "lr", "get_lr", "get_last_lr", "zero_grad", "learning_rate"))


def _of_optimizer(told: Told) -> bool:
    return told.text("kind") in OPTIMIZERS and told.text("name") in RATES


def _of_scheduler(told: Told) -> bool:
    return told.text("kind").endswith(SCHEDULERS) and told.text("name") in OF_SCHEDULER


def _of_text(told: Told) -> bool:
    """Whether it is an optimizer that compared it: it wants its options not below 0."""
    last = told.raised.frames[-1:]
    return any("torch/optim/" in one.path for one in last) or shows(
        told, r"not 0\.0 <= (?:lr|weight_decay|eps|momentum)|optim\.\w+\("
    )


READINGS = (
    reading(
        "'{kind:name}' object has no attribute '{name:name}'",
        answers=(
            plain(
                "held.rate",
                cause="an optimizer ({kind}) has no {name}: its parameters and options are in"
                " param_groups",
                fix="optimizer.param_groups[0]['lr'] is the learning rate, and for group in"
                " optimizer.param_groups: group['lr'] = 1e-4 changes it",
                page=OPTIM,
                when=_of_optimizer,
            ),
            plain(
                "held.scheduler_rate",
                cause="a scheduler ({kind}) has no {name} (that of ReduceLROnPlateau came with a later"
                " release of torch); the learning rate is in the optimizer",
                fix="optimizer.param_groups[0]['lr'], or scheduler.optimizer.param_groups[0]['lr'];"
                " zero_grad()"
                " is of the optimizer as well",
                page=f"{OPTIM}#how-to-adjust-learning-rate",
                when=_of_scheduler,
            ),
        ),
    ),
    reading(
        "'<=' not supported between instances of 'float' and '{got:name}'",
        "'<=' not supported between instances of 'int' and '{got:name}'",
        answers=(
            plain(
                "held.text_for_number",
                cause="an option of the optimizer (lr, weight_decay or eps) is a {got} and no number:"
                " YAML reads"
                " 1e-3 as text, and argparse without type=float gives text",
                fix="float(config['lr']), 1.0e-3 in the YAML file, or parser.add_argument('--lr',"
                " type=float)",
                page=OPTIM,
                when=lambda told: told.text("got") in ("str", "NoneType", "list") and _of_text(told),
            ),
        ),
    ),
    reading(
        "__init__() missing 1 required positional argument: 'lr'",
        "missing 1 required positional argument: 'lr'",
        answers=(
            plain(
                "held.no_rate",
                cause="SGD has no default for its learning rate in older releases of torch, and was"
                " made without one",
                fix="torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)",
                page="https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html",
                confidence="likely",
            ),
        ),
    ),
    reading(
        "KeyError: 'initial_lr'",
        answers=(
            plain(
                "held.no_initial_rate",
                cause="a group of the optimizer has no initial_lr, which a scheduler writes into each"
                " group when"
                " it is made: none was made for this optimizer, or the group was added later, or the"
                " state"
                " that was loaded is of an optimizer without a scheduler",
                fix="make the scheduler behind the last add_param_group() and behind"
                " optimizer.load_state_dict(); or for group in optimizer.param_groups:"
                " group.setdefault('initial_lr', group['lr'])",
                page=f"{OPTIM}#how-to-adjust-learning-rate",
                confidence="likely",
            ),
        ),
    ),
    reading(
        "ZeroDivisionError: float division by zero",
        "ZeroDivisionError: division by zero",
        "ZeroDivisionError: integer division or modulo by zero",
        "ZeroDivisionError: integer modulo by zero",
        answers=(
            plain(
                "held.no_steps",
                cause="a scheduler divides by its number of steps, and that is 0: T_max, total_steps,"
                " step_size"
                " or epochs - warmup came out as 0, as of int(0.1 * epochs) or epochs // n",
                fix="print what it was made with; use max(1, ...), or count batches: epochs *"
                " len(loader)",
                page=f"{OPTIM}#how-to-adjust-learning-rate",
                when=lambda told: any("lr_scheduler" in one.path for one in told.raised.frames[-1:]),
            ),
        ),
    ),
)
