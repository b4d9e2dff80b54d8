"""Messages of hooks, and of what they keep of a network."""

import re

from fuzz.message.reading import Told, plain, reading

HOOKS = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.register"
FORWARD = f"{HOOKS}_forward_hook"
BACKWARD = f"{HOOKS}_full_backward_hook"
FEATURES = "https://docs.pytorch.org/vision/stable/feature_extraction.html"
OPACUS = "https://opacus.ai/tutorials/guide_to_module_validator"
CALLED = r"_call_impl|_slow_forward|__call__|_wrapped_call_impl|inner"


def _by_module(told: Told) -> bool:
    """Whether torch called the function: nn.Module for its hooks."""
    last = told.raised.frames[-1:]
    return any(
        "nn/modules/module.py" in one.path and re.search(r"\bhook\(|_hook", one.source) for one in last
    )


KEEPS = re.compile(r"\b(?:save|keep|store|record|capture)_?(?:grad|activation|feature|output)")
"""What a function is called that a hook keeps something by."""


def _of_hook(told: Told) -> bool:
    """Whether it is a hook that was called, by its name or by what called it."""
    name = told.text("name").lower()
    return re.search(r"(?<!web)hook", name) is not None or bool(KEEPS.search(name)) or _by_module(told)


READINGS = (
    reading(
        ": {name:word}() takes {wanted:number} positional arguments but {got:number} were given",
        ": {name:word}() takes {wanted:number} positional argument but {got:number} were given",
        ": {name:word}() missing {wanted:number} required positional argument: '{missing:name}'",
        answers=(
            plain(
                "hook.arguments",
                cause="{name}() is a hook, and takes another number of arguments than it is called with",
                fix="def hook(module, inputs, output): for register_forward_hook, (module, inputs) for"
                " register_forward_pre_hook, (module, grad_input, grad_output) for"
                " register_full_backward_hook, (grad) for tensor.register_hook, and self in front"
                " where it is a method",
                page=FORWARD,
                confidence="likely",
                when=_of_hook,
            ),
        ),
    ),
    reading(
        "'{object:name}' object has no attribute 'register_forward_hook'",
        "'{object:name}' object has no attribute 'register_forward_pre_hook'",
        "'{object:name}' object has no attribute 'register_full_backward_hook'",
        "'{object:name}' object has no attribute 'register_backward_hook'",
        answers=(
            plain(
                "hook.of_no_module",
                cause="hooks of a forward are registered at a module, a layer or part of a network,"
                " and a {object} is none",
                fix="register it at the layer itself, model.layer4[-1].register_forward_hook(hook); a"
                " tensor has tensor.register_hook(hook) for its gradient; of a list take one, or loop"
                " over it",
                page=FORWARD,
                when=lambda told: (
                    not told.text("object")[:1].isupper()
                    or told.text("object") in ("Tensor", "Parameter", "NoneType", "OrderedDict")
                ),
            ),
        ),
    ),
    reading(
        "grad sampler is not yet implemented for {kind:name}(",
        answers=(
            plain(
                "hook.no_grad_sampler",
                cause="Opacus needs a gradient for each sample, and knows none for {kind}: a BatchNorm"
                " mixes the samples of a batch, and has none at all",
                fix="model = ModuleValidator.fix(model), which puts a GroupNorm in place of each"
                " BatchNorm (before the optimizer is made); for a layer of your own"
                " register_grad_sampler",
                page=OPACUS,
            ),
        ),
    ),
    reading(
        "Cannot insert a Tensor that requires grad as a constant",
        answers=(
            plain(
                "hook.kept_in_trace",
                cause="torch.jit.trace met a tensor that requires a gradient and is neither an input"
                " nor a parameter: one that the module made before and kept in an attribute, such as"
                " features of a hook or a weight that is computed",
                fix="trace under torch.no_grad() and detach what is kept: self.feature ="
                " output.detach(); or register it, nn.Parameter(tensor) or register_buffer(name,"
                " tensor)",
                page="https://docs.pytorch.org/docs/stable/generated/torch.jit.trace.html",
            ),
        ),
    ),
)
