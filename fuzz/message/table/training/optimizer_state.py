"""Messages of optimizers about their state: of another model, of other groups, on another device."""

from fuzz.message.reading import Told, plain, reading

OPTIM = "https://docs.pytorch.org/docs/stable/optim.html"
LOADING = "https://docs.pytorch.org/docs/stable/generated/torch.optim.Optimizer.load_state_dict.html"


def _in_optimizer(told: Told) -> bool:
    """Whether the innermost frame of torch is one of torch.optim."""
    inner = [frame.path for frame in told.raised.frames if "torch/" in frame.path]
    return any("torch/optim/" in path for path in inner[-2:])


READINGS = (
    reading(
        "loaded state dict has a different number of parameter groups",
        answers=(
            plain(
                "optimizer.other_groups",
                cause="the optimizer was made with another number of parameter groups than the one"
                " whose state"
                " was saved",
                fix="make it with the same groups in the same order before"
                " optimizer.load_state_dict(); if"
                " the groups have changed, start with a new optimizer",
                page=LOADING,
            ),
        ),
    ),
    reading(
        "loaded state dict contains a parameter group that doesn't match the size of optimizer's group",
        answers=(
            plain(
                "optimizer.other_parameters",
                cause="a group of the optimizer has another number of parameters than in the saved"
                " state: the"
                " model was changed, or other layers were frozen, when that was saved",
                fix="build and freeze the model as it was before the optimizer is made, or leave the"
                " optimizer's state out and load the model's alone",
                page=LOADING,
            ),
        ),
    ),
    reading(
        "KeyError: 'params'",
        answers=(
            plain(
                "optimizer.group_without_params",
                cause="a group of parameters was given to the optimizer without the key params, under"
                " which it looks for them",
                fix='[{{"params": model.fc.parameters(), "lr": 1e-3}}, {{"params": others}}]',
                page=f"{OPTIM}#per-parameter-options",
                when=lambda told: (
                    any(frame.function == "add_param_group" for frame in told.raised.frames)
                    or not told.raised.frames
                ),
            ),
        ),
    ),
    reading(
        "KeyError: 'param_groups'",
        answers=(
            plain(
                "optimizer.no_state_of_one",
                cause="optimizer.load_state_dict() was given something else than the state of an"
                " optimizer: it"
                " has no param_groups",
                fix='give it what optimizer.state_dict() returned: checkpoint["optimizer"], not the'
                " checkpoint or the model's state dict",
                page=LOADING,
            ),
        ),
    ),
    reading(
        "The size of tensor a ({state:number}) must match the size of tensor b ({gradient:number}) at"
        " non-singleton dimension {:number}",
        answers=(
            plain(
                "optimizer.state_of_another",
                cause="the state of the optimizer (momentum, averages) has other shapes than the"
                " gradients:"
                " {state} against {gradient}. It was loaded from a run of another model, or with the"
                " parameters in another order",
                fix="make a new optimizer for the changed model instead of loading the old state,"
                " or build"
                " the model and the optimizer exactly as they were",
                page=LOADING,
                when=_in_optimizer,
            ),
        ),
    ),
    reading(
        "Expected all tensors to be on the same device, but found at least two devices, {a:device} and"
        " {b:device}!",
        "expected device {a:device} but got device {b:device}",
        answers=(
            plain(
                "optimizer.other_device",
                cause="the state of the optimizer is on another device than the parameters ({a},"
                " {b}): the model"
                " was moved after the optimizer was made or its state was loaded",
                fix="move the model first, then make the optimizer, then load its state:"
                " model.to(device); optimizer = SGD(model.parameters()); optimizer.load_state_dict(...)",
                page=OPTIM,
                when=_in_optimizer,
            ),
        ),
    ),
)
