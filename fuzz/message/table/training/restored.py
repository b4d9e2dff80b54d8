"""Messages of optimizers whose state came from elsewhere, or whose numbers can't be."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.words import option

LOADING = "https://docs.pytorch.org/docs/stable/generated/torch.optim.Optimizer.load_state_dict.html"
ADAM = "https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html"

STATE = (
    "exp_avg", "exp_avg_sq", "max_exp_avg_sq", "exp_inf", "momentum_buffer", "square_avg",
    "grad_avg", "acc_delta", "prev",
)  # fmt: skip
"""What optimizers keep for each parameter, under names that nothing else has."""

ALSO_STATE = ("step", "sum", "mu", "ax")
OF_BASE = ("_optimizer_", "_hook_for_profile", "_zero_grad_profile_name", "_patch_step_function")
"""How the attributes begin that every optimizer has from its base class."""
OPTIONS = {
    "betas": "(0.9, 0.999)", "eps": "1e-8", "weight_decay": "0", "amsgrad": "False", "momentum": "0",
    "dampening": "0", "nesterov": "False", "maximize": "False", "foreach": "None", "fused": "None",
    "capturable": "False", "differentiable": "False", "decoupled_weight_decay": "False",
}  # fmt: skip
"""The options of a group, and what each is where nothing is said."""


def _in_optimizer(told: Told) -> bool:
    return any("optim" in frame.path or "optim" in frame.name for frame in told.raised.frames[-2:])


def _of_state(told: Told) -> bool:
    name = told.text("name")
    alone = not told.raised.frames and name in STATE
    return alone or (name in (*STATE, *ALSO_STATE) and _in_optimizer(told))


def _of_group(told: Told) -> dict[str, str] | None:
    name = told.text("name")
    return {"usual": OPTIONS[name]} if name in OPTIONS and _in_optimizer(told) else None


READINGS = (
    reading(
        "KeyError: '{name:name}'",
        answers=(
            plain(
                "optimizer.no_state",
                cause="the optimizer has a state without {name}: it was saved by an optimizer of another"
                " kind (SGD's in Adam) or of another release, or set by hand",
                fix="load it into the same kind of optimizer that it was saved from; or leave"
                " optimizer.load_state_dict() out and load the weights of the network alone: the"
                " averages are built anew",
                page=LOADING,
                confidence="likely",
                when=_of_state,
            ),
            plain(
                "optimizer.no_option",
                cause="a group of the optimizer has no {name}: its param_groups were loaded from an"
                " optimizer of another kind or of an older release",
                fix="load the state of the same kind of optimizer, or set what is missing behind"
                " load_state_dict(): for g in optimizer.param_groups: g.setdefault('{name}', {usual})",
                page=LOADING,
                confidence="likely",
                more=_of_group,
            ),
        ),
    ),
    option(
        "optimizer.capturable",
        "If capturable=False, state_steps should not be CUDA tensors",
        cause="load_state_dict() moved the counter of steps to the GPU: a fault of Adam and AdamW in"
        " torch 1.12.0, which shows where training is resumed",
        fix="update torch (1.12.1 and later, or 1.11, do it right); or behind load_state_dict(): for g"
        " in optimizer.param_groups: g['capturable'] = True",
        page="https://github.com/pytorch/pytorch/issues/80809",
    ),
    option(
        "optimizer.capturable_on_cpu",
        "If capturable=True, params and state_steps must be",
        cause="the optimizer has capturable=True, which is for CUDA graphs, and a parameter or its"
        " counter of steps is on the CPU",
        fix="for g in optimizer.param_groups: g['capturable'] = False; or move the network to the GPU"
        " before the optimizer is made and its state loaded",
        page=ADAM,
    ),
    option(
        "optimizer.sparse",
        "does not support sparse gradients",
        cause="the gradient of an Embedding with sparse=True is sparse, and this optimizer takes dense"
        " ones alone",
        fix="nn.Embedding(..., sparse=False), or an optimizer of its own for it:"
        " torch.optim.SparseAdam(embedding.parameters())",
        page="https://docs.pytorch.org/docs/stable/generated/torch.optim.SparseAdam.html",
    ),
    option(
        "optimizer.dense",
        "SparseAdam does not support dense gradients",
        cause="SparseAdam is for the parameters of an Embedding with sparse=True alone, and got others",
        fix="torch.optim.Adam for them: two optimizers, or Adam for all and sparse=False",
        page="https://docs.pytorch.org/docs/stable/generated/torch.optim.SparseAdam.html",
    ),
    reading(
        "'{kind:name}' object has no attribute '{name:name}'",
        answers=(
            plain(
                "optimizer.not_initialised",
                cause="{kind} derives from torch.optim.Optimizer and has not called its __init__ (it"
                " wraps"
                " another optimizer, or was unpickled): {name} is set there",
                fix="super().__init__(params, defaults) in {kind}.__init__, for a wrapper with"
                " optimizer.param_groups and optimizer.defaults; update a library"
                " whose class does not, for it was written for an older torch",
                page="https://docs.pytorch.org/docs/stable/optim.html",
                confidence="likely",
                when=lambda told: (
                    (told.text("name") == "defaults" or told.text("name").startswith(OF_BASE))
                    and (_in_optimizer(told) or told.text("name").startswith(OF_BASE))
                ),
            ),
        ),
    ),
)
