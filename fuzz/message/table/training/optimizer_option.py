"""Messages about the options of optimizers, of clipping, and of averaged weights."""

from fuzz.message.words import option

OPTIM = "https://docs.pytorch.org/docs/stable/optim.html"
GROUPS = f"{OPTIM}#per-parameter-options"
ADAM = "https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html"
LBFGS = "https://docs.pytorch.org/docs/stable/generated/torch.optim.LBFGS.html"
RPROP = "https://docs.pytorch.org/docs/stable/generated/torch.optim.Rprop.html"
AVERAGED = f"{OPTIM}#weight-averaging-swa-and-ema"
UTILS = "https://docs.pytorch.org/docs/stable/generated/torch.nn.utils."

READINGS = (
    option(
        "optimizer.one_element",
        "ValueError: Tensor {name:name} must be 1-element",
        cause="{name} of the optimizer is a tensor with other than one value; all parameters of a group"
        " have one {name}",
        fix="pass a number: lr=0.01; for different learning rates pass groups:"
        ' [{{"params": model.fc.parameters(), "lr": 0.01}}, ...]',
        page=GROUPS,
    ),
    option(
        "optimizer.tensor_option",
        "{name:name} as a Tensor is not supported for capturable=False and foreach=True",
        cause="{name} of the optimizer is a tensor, which foreach=True takes only with capturable=True",
        fix="pass a number, such as lr=0.001; or leave out foreach, or add capturable=True",
        page=ADAM,
    ),
    option(
        "optimizer.betas",
        "betas must be either both floats or both Tensors",
        cause="the two betas of the optimizer are of different types, or one is an int: 0 or 1",
        fix="write both as floats: betas=(0.9, 0.999), and 0.0 for none",
        page=ADAM,
    ),
    option(
        "optimizer.fused_differentiable",
        "RuntimeError: `fused` does not support `differentiable`",
        "with fused=True does not support differentiable=True",
        cause="the optimizer was given fused=True and differentiable=True, and no fused kernel has a"
        " gradient of its own",
        fix="leave out differentiable, which only a gradient through step() needs, or fused",
        page=OPTIM,
    ),
    option(
        "optimizer.fused_foreach",
        "RuntimeError: `fused` and `foreach` cannot be `True` together",
        cause="the optimizer was given fused=True and foreach=True, two ways to do the same step",
        fix="leave out foreach: fused=True is the faster on a GPU; with neither, torch chooses",
        page=OPTIM,
    ),
    option(
        "optimizer.differentiable_step",
        "`requires_grad` is not supported for `step` in differentiable mode",
        cause="the step counter in the state of the optimizer requires a gradient, which"
        " differentiable=True does not allow",
        fix="leave out differentiable=True, or detach what was put into the state:"
        " state['step'].detach()",
        page=OPTIM,
    ),
    option(
        "optimizer.lbfgs_groups",
        "LBFGS doesn't support per-parameter options (parameter groups)",
        "AssertionError: Expected exactly one param_group, but got {got:number}",
        cause="LBFGS was given several groups of parameters, and works on one alone",
        fix="pass all parameters at once: torch.optim.LBFGS(model.parameters(), lr=1); for groups use"
        " SGD or AdamW",
        page=LBFGS,
    ),
    option(
        "optimizer.line_search",
        "RuntimeError: only 'strong_wolfe' is supported",
        cause="LBFGS was given a line_search_fn that it does not have",
        fix="use line_search_fn='strong_wolfe', or None, the default",
        page=LBFGS,
    ),
    option(
        "optimizer.etas",
        "ValueError: Invalid eta values: {low:word}, {high:word}",
        cause="the etas of Rprop are {low} and {high}: the first must be between 0 and 1, and the second"
        " above 1",
        fix="use the default, etas=(0.5, 1.2)",
        page=RPROP,
    ),
    option(
        "optimizer.step_hook",
        "must return None or a tuple of (new_args, new_kwargs), but got {got}.",
        cause="a hook registered with register_step_pre_hook returned {got}",
        fix="return nothing, or the two: new arguments and new keywords, (args, kwargs)",
        page="https://docs.pytorch.org/docs/stable/generated/"
        "torch.optim.Optimizer.register_step_pre_hook.html",
        when=lambda told: any("torch/optim/" in frame.path for frame in told.raised.frames),
    ),
    option(
        "optimizer.group_type",
        "param_group must be a dict, but got {got}",
        "param group must be a dict",
        cause="add_param_group() takes a dictionary with the parameters of the group{given}",
        fix='optimizer.add_param_group({{"params": model.layer4.parameters(), "lr": 1e-4}})',
        page=GROUPS,
        more=lambda told: {"given": f", but was given {told.text('got')}" if "got" in told else ""},
    ),
    option(
        "optimizer.set",
        "optimizer parameters need to be organized in ordered collections, but the ordering of tensors"
        " in sets will change between runs",
        cause="the parameters were given to the optimizer as a set, whose order differs from run to run,"
        " so that its state could not be loaded again",
        fix="pass a list in the order of the network: [p for p in model.parameters() if p in chosen]",
        page=OPTIM,
    ),
    option(
        "optimizer.some_names",
        "all optimizer params should be with/without names. Some param names are missing",
        "all optimizer param groups should be with/without names. cannot add param group",
        cause="some parameters of the optimizer were given with their names (named_parameters()), and"
        " others without (parameters())",
        fix="use one of them for all groups: model.fc.named_parameters() beside"
        " model.layer4.named_parameters()",
        page=OPTIM,
    ),
    option(
        "optimizer.average_functions",
        "Only one of avg_fn and multi_avg_fn should be provided",
        cause="AveragedModel was given both avg_fn and multi_avg_fn, two ways to say how weights are"
        " averaged",
        fix="AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.999))",
        page=AVERAGED,
    ),
    option(
        "optimizer.decay",
        "Invalid decay value {got:word} provided. Please provide a value in [0,1] range",
        cause="the decay of the exponential moving average is {got}, and must be between 0 and 1",
        fix="use a decay close to 1: get_ema_multi_avg_fn(0.999)",
        page=AVERAGED,
    ),
    option(
        "optimizer.clipping_foreach",
        "foreach=True was passed, but can't use the foreach API on {device:device} tensors",
        cause="the norm of gradients was asked with foreach=True for tensors on {device}, where it is"
        " not to be had",
        fix="leave out foreach: torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)",
        page=f"{UTILS}clip_grad_norm_.html",
    ),
    option(
        "optimizer.clipped_nothing",
        "`parameters` is an empty generator, no gradient clipping will occur",
        cause="clip_grad_norm_ was given no parameters: the generator was used up before, so that no"
        " gradient is clipped",
        fix="call model.parameters() anew each time: clip_grad_norm_(model.parameters(), 1.0)",
        page=f"{UTILS}clip_grad_norm_.html",
    ),
    option(
        "optimizer.vector",
        "TypeError: expected torch.Tensor, but got: {got}",
        cause="vector_to_parameters takes one flat tensor with all values, but was given {got}",
        fix="make it of the parameters: vector = parameters_to_vector(model.parameters())",
        page=f"{UTILS}vector_to_parameters.html",
        when=lambda told: any(one.name == "convert_parameters.py" for one in told.raised.frames),
    ),
    option(
        "optimizer.vector_devices",
        "Found two parameters on different devices, this is currently not supported",
        cause="parameters_to_vector joins all parameters into one tensor, but they lie on different"
        " devices",
        fix="move the model to one device first: model.to(device)",
        page=f"{UTILS}parameters_to_vector.html",
    ),
)
