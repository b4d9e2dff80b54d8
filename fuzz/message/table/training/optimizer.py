"""Messages of optimizers: what they are given."""

from fuzz.message.reading import Told, plain, reading

OPTIM = "https://docs.pytorch.org/docs/stable/optim.html"
CLASSES = (
    "SGD", "Adam", "AdamW", "Adagrad", "Adadelta", "Adamax", "ASGD", "LBFGS", "NAdam", "RAdam",
    "RMSprop",
    "Rprop", "SparseAdam", "Adafactor", "Muon",
)  # fmt: skip


OWN = ("momentum", "weight_decay", "epsilon", "beta", "rho", "lr_decay", "dampening")
"""Names of options that optimizers alone have."""


def _making(told: Told) -> bool:
    frames = told.raised.frames
    if not frames:
        return told.text("name") in OWN or "Invalid beta parameter" in told.raised.message
    return any("optim" in frame.source or "torch/optim/" in frame.path for frame in frames[-2:])


READINGS = (
    reading(
        "optimizer got an empty parameter list",
        answers=(
            plain(
                "optimizer.no_parameters",
                cause="the optimizer was given no parameters: the iterable is empty, because a generator"
                " was used up before, or because a filter on requires_grad leaves none",
                fix="unfreeze what is to be trained (model.fc.requires_grad_(True)) before the optimizer"
                " is made, and pass a list or a fresh model.parameters()",
                page=OPTIM,
            ),
        ),
    ),
    reading(
        # torch 0.1 to 0.4: https://github.com/pytorch/pytorch/blob/v0.3.1/torch/optim/optimizer.py
        "optimizing a parameter that doesn't require gradients",
        answers=(
            plain(
                "optimizer.frozen_parameter",
                cause="the optimizer was given frozen parameters (requires_grad=False), which releases"
                " of torch before 1.0 refuse",
                fix="pass those that are trained alone: filter(lambda p: p.requires_grad,"
                " model.parameters()), or update torch, which leaves frozen ones alone",
                page=OPTIM,
            ),
        ),
    ),
    reading(
        "some parameters appear in more than one parameter group",
        answers=(
            plain(
                "optimizer.two_groups",
                cause="a parameter is in two groups of the optimizer: a group such as"
                " model.fc.parameters()"
                " beside one of model.parameters(), which has all of them",
                fix="leave them out of the first group: [p for n, p in model.named_parameters() if not"
                ' n.startswith("fc.")]; a module that is shared by two parts goes into one group',
                page="https://docs.pytorch.org/docs/stable/optim.html#per-parameter-options",
            ),
        ),
    ),
    reading(
        "optimizer contains a parameter group with duplicate parameters",
        answers=(
            plain(
                "optimizer.duplicates",
                cause="a group of the optimizer has a parameter twice: lists of parameters that"
                " overlap were"
                " joined, such as those of model and of model.fc",
                fix="pass model.parameters() alone, which has each once",
                page=OPTIM,
            ),
        ),
    ),
    reading(
        "parameter group didn't specify a value of required optimization parameter {name:word}",
        answers=(
            plain(
                "optimizer.no_learning_rate",
                cause="a group of the optimizer has no {name}, and the optimizer was made without"
                " one for"
                " all groups",
                fix="give it to the optimizer: torch.optim.SGD(groups, {name}=0.01), or to each group",
                page="https://docs.pytorch.org/docs/stable/optim.html#per-parameter-options",
            ),
        ),
    ),
    reading(
        "argument given to the optimizer should be an iterable of Tensors or dicts, but got {got:name}",
        "argument given to the optimizer should be an iterable of Variables or dicts, but got"
        " {got:name}",
        answers=(
            plain(
                "optimizer.one_tensor",
                cause="the optimizer expects an iterable of tensors, but was given one tensor ({got})",
                fix="put it into a list: torch.optim.SGD([weight], lr=0.1); for a model,"
                " model.parameters()",
                page=OPTIM,
            ),
        ),
    ),
    reading(
        "optimizer can only optimize Tensors, but one of the params is {got:name}",
        "optimizer can only optimize Variables, but one of the params is {got:name}",
        answers=(
            plain(
                "optimizer.names",
                cause="the optimizer was given names (str) instead of tensors: iterating over a"
                " dictionary, or"
                " over named_parameters() before torch 2.6, gives its keys",
                fix="pass model.parameters(), or [p for name, p in model.named_parameters()]; for a"
                " dictionary, its values()",
                page=OPTIM,
                when=lambda told: told.text("got") in ("str", "tuple"),
            ),
            plain(
                "optimizer.generators",
                cause="the optimizer was given the parameters() of several modules in a list,"
                " which is a list"
                " of generators, not of tensors",
                fix="join them: [*a.parameters(), *b.parameters()], or give a group to each:"
                ' [{{"params": a.parameters()}}, {{"params": b.parameters()}}]',
                page="https://docs.pytorch.org/docs/stable/optim.html#per-parameter-options",
                when=lambda told: told.text("got") in ("Module.parameters", "generator", "list"),
            ),
            plain(
                "optimizer.modules",
                cause="the optimizer was given a {got} where it expects tensors",
                fix="pass the parameters of the module: module.parameters()",
                page=OPTIM,
            ),
        ),
    ),
    reading(
        "can't optimize a non-leaf Tensor",
        "can't optimize a non-leaf Variable",
        answers=(
            plain(
                "optimizer.not_a_leaf",
                cause="a tensor that the optimizer was given is the result of an operation, such"
                " as .to(device)"
                " or .cuda() of a parameter, not a leaf",
                fix="make it on the device and set requires_grad_() last: torch.zeros(n,"
                " device=device).requires_grad_(), or move the module with module.to(device) before"
                " module.parameters() is passed",
                page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.is_leaf.html",
            ),
        ),
    ),
    reading(
        "Invalid learning rate: {rate:word}",
        answers=(
            plain(
                "optimizer.learning_rate",
                cause="lr is {rate}, and must be 0 or more",
                fix="pass a positive learning rate, such as lr=0.01",
                page=OPTIM,
            ),
        ),
    ),
    reading(
        "Invalid {name:word} value: {value:word}",
        "Invalid {name:word} parameter at index {:number}: {value:word}",
        "Invalid beta parameter at index {:number}: {value:word}",
        answers=(
            plain(
                "optimizer.option",
                cause="the option {option} of the optimizer is {value}, outside of what it may be",
                fix="momentum and weight_decay are 0 or more, betas from 0 to below 1, eps 0 or more",
                page=OPTIM,
                when=_making,
                more=lambda told: {"option": told.text("name") or "betas"},
            ),
        ),
    ),
    reading(
        "Nesterov momentum requires a momentum and zero dampening",
        answers=(
            plain(
                "optimizer.nesterov",
                cause="SGD was given nesterov=True without a momentum, or with a dampening",
                fix="pass a momentum: torch.optim.SGD(parameters, lr=0.1, momentum=0.9, nesterov=True)",
                page="https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html",
            ),
        ),
    ),
    reading(
        "'method' object is not iterable",
        answers=(
            plain(
                "optimizer.parameters_not_called",
                cause="the optimizer was given the method model.parameters itself: its brackets"
                " are missing",
                fix="call it: torch.optim.SGD(model.parameters(), lr=0.1)",
                page=OPTIM,
                when=_making,
            ),
        ),
    ),
    reading(
        "'{got:name}' object is not iterable",
        answers=(
            plain(
                "optimizer.model_itself",
                cause="the optimizer was given the {got} itself instead of its parameters",
                fix="torch.optim.SGD(model.parameters(), lr=0.1)",
                page=OPTIM,
                when=lambda told: _making(told) and told.text("got") not in ("NoneType", "int", "float"),
            ),
        ),
    ),
    reading(
        "'{got:name}' object is not callable",
        answers=(
            plain(
                "optimizer.called",
                cause="an optimizer ({got}) is called like a function",
                fix="optimizer.zero_grad(), loss.backward(), optimizer.step(): it takes its"
                " parameters when it is made, and nothing else is passed to it. Where a library"
                " makes the"
                " optimizer itself and calls what it was given (skorch, a trainer, hydra), pass the"
                " class, torch.optim.{got}, and its options beside it",
                page=OPTIM,
                when=lambda told: told.text("got") in CLASSES,
            ),
        ),
    ),
    reading(
        "{got:name}.__init__() got an unexpected keyword argument '{name:name}'",
        "__init__() got an unexpected keyword argument '{name:name}'",
        answers=(
            plain(
                "optimizer.no_such_option",
                cause="{got} has no option {name}",
                fix="leave it out, or use the optimizer that has it: momentum is one of SGD and"
                " RMSprop, betas"
                " of Adam and AdamW",
                page=OPTIM,
                when=lambda told: told.text("got") in CLASSES,
            ),
        ),
    ),
    reading(
        "The total norm of order {} for gradients from `parameters` is non-finite",
        "The total norm {}for gradients from `parameters` is non-finite",
        answers=(
            plain(
                "optimizer.gradient_not_finite",
                cause="a gradient has inf or nan, so that its norm can't be clipped"
                " (error_if_nonfinite=True)",
                fix="look where it comes from: print the loss, use"
                " torch.autograd.set_detect_anomaly(True),"
                " lower the learning rate; with a GradScaler, call scaler.unscale_(optimizer) first",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html",
            ),
        ),
    ),
    reading(
        "requires all the params to be floating point Tensors of supported devices",
        answers=(
            plain(
                "optimizer.fused",
                cause="fused=True was asked for parameters whose dtype or device has no fused optimizer",
                fix="leave fused out, or move the model to the GPU before the optimizer is made",
                page=OPTIM,
            ),
        ),
    ),
    reading(
        "step() missing 1 required positional argument: 'closure'",
        answers=(
            plain(
                "optimizer.closure",
                cause="LBFGS evaluates the loss several times in a step, so step() has to be given a"
                " closure",
                fix="def closure(): optimizer.zero_grad(); loss = criterion(model(x), y);"
                " loss.backward();"
                " return loss; then optimizer.step(closure)",
                page="https://docs.pytorch.org/docs/stable/generated/torch.optim.LBFGS.html",
            ),
        ),
    ),
)
