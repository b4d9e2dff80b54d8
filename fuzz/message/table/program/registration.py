"""Messages about what a module registers and is asked for: names, buffers, parameters, hooks."""

from fuzz.message.reading import Told
from fuzz.message.words import option

MODULE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"


def _of_module(told: Told) -> bool:
    """Whether `torch.nn.Module` itself says it, not a class that has such an attribute."""
    inner = told.raised.frames[-1] if told.raised.frames else None
    return inner is not None and inner.path.endswith("torch/nn/modules/module.py")


def _copied(told: Told) -> bool:
    return told.shape("model") != told.shape("file")


READINGS = (
    option(
        "module.name_type",
        "TypeError: {what:name} name should be a string. Got {got:name}",
        cause="the name of a {what} must be a string, but is of the type {got}",
        fix="convert it: self.add_module(str(i), layer), self.register_buffer(str(i), tensor)",
        page=MODULE,
        when=lambda told: told.text("what") in ("module", "buffer", "parameter"),
    ),
    option(
        "module.dot_in_parameter",
        """KeyError: '{what:name} name can\\'t contain "."'""",
        """KeyError: {what:name} name can't contain \".\"""",
        cause="the name of a {what} has a dot, which parts the names of nested modules",
        fix="use another character, name.replace('.', '_'), or register it in the module that the dots"
        " lead to: model.get_submodule('layer1.0').register_buffer('scale', tensor)",
        page=MODULE,
    ),
    option(
        "module.no_name",
        """KeyError: '{what:name} name can\\'t be empty string ""'""",
        """KeyError: {what:name} name can't be empty string \"\"""",
        cause="a {what} was registered under the empty name",
        fix="give it a name that is an identifier: self.add_module('head', layer)",
        page=MODULE,
    ),
    option(
        "module.no_module",
        "AttributeError: `{name:name}` is not an nn.Module",
        cause="get_submodule() or set_submodule() was led to {name}, which is an attribute of the module"
        " but no module: a parameter, a number or a function",
        fix="end the name at the layer: model.get_submodule('layer1.0.conv1'), and its parameter with"
        " model.get_parameter('layer1.0.conv1.weight')",
        page=MODULE,
    ),
    option(
        "module.no_target",
        "Cannot set the submodule without a target name!",
        cause="set_submodule() was given the empty name, which is that of the whole network",
        fix="name the layer that is replaced: model.set_submodule('fc', nn.Linear(2048, 10)); to replace"
        " the whole, assign the variable",
        page=f"{MODULE}#torch.nn.Module.set_submodule",
    ),
    option(
        "module.set_no_module",
        "`module` is not an nn.Module, found {got}",
        cause="set_submodule() puts a layer in the place of another, but was given {got}",
        fix="pass an instance of a layer: model.set_submodule('fc', nn.Identity()), with its brackets",
        page=f"{MODULE}#torch.nn.Module.set_submodule",
    ),
    option(
        "module.no_parameter",
        "AttributeError: `{name:name}` is not an nn.Parameter",
        cause="get_parameter() was led to {name}, which is no parameter: a buffer such as running_mean,"
        " a module, or None where bias=False",
        fix="print([name for name, _ in model.named_parameters()]); a buffer is had by get_buffer(), a"
        " layer by get_submodule()",
        page=f"{MODULE}#torch.nn.Module.get_parameter",
    ),
    option(
        "module.no_buffer",
        "AttributeError: `{name:name}` is not a buffer",
        cause="get_buffer() was led to {name}, which is no buffer: a parameter, a module, or a plain"
        " attribute",
        fix="print([name for name, _ in model.named_buffers()]); a parameter is had by get_parameter()",
        page=f"{MODULE}#torch.nn.Module.get_buffer",
    ),
    option(
        "module.keyword_passed_on",
        "{kind:name}.__init__() got an unexpected keyword argument '{option:name}'",
        cause="{kind} passes the keyword {option} on to nn.Module.__init__(), which takes none",
        fix="name it in __init__ of {kind}, or take it out of the keywords before"
        " super().__init__(): kwargs.pop('{option}')",
        page=MODULE,
        when=_of_module,
    ),
    option(
        "module.no_attribute",
        "'{kind:name}' object has no attribute '{name:name}'",
        cause="a {kind} has no layer, parameter, buffer or other attribute named {name}",
        fix="print the module to see the names it has; an attribute of a class of one's own is assigned"
        " in __init__, self.{name} = ..., before it is used",
        page=MODULE,
        confidence="likely",
        when=_of_module,
    ),
    option(
        "module.global_hooks",
        "Cannot use both regular backward hooks and full backward hooks as a global Module hook",
        cause="hooks for all modules were registered by both register_module_backward_hook and"
        " register_module_full_backward_hook",
        fix="use torch.nn.modules.module.register_module_full_backward_hook for all, and remove the"
        " others with handle.remove()",
        page=f"{MODULE}#torch.nn.Module.register_full_backward_hook",
    ),
    option(
        "module.pre_hook",
        "forward pre-hook must return None or a tuple of (new_args, new_kwargs), but got {got:text}.",
        cause="a forward pre-hook with with_kwargs=True returned something else than None or the two,"
        " new arguments and new keywords",
        fix="return (args, kwargs), where args is a tuple: return (x,), kwargs; or return nothing",
        page=f"{MODULE}#torch.nn.Module.register_forward_pre_hook",
    ),
    option(
        "module.hook_output",
        "For backward hooks to be called, module output should be a Tensor or a tuple of Tensors but"
        " received {got}",
        cause="a module with a backward hook returned {got}, and its hook is not called: it needs a"
        " tensor or a tuple of tensors",
        fix="return a tuple from forward, or register the hook at an inner layer that returns a tensor",
        page=f"{MODULE}#torch.nn.Module.register_full_backward_hook",
    ),
    option(
        "module.replica_gradients",
        "Calling .zero_grad() from a module created with nn.DataParallel() has no effect",
        cause="zero_grad() was called inside forward of a replica of nn.DataParallel, whose parameters"
        " are copies without gradients of their own",
        fix="call optimizer.zero_grad() in the training loop, outside the model",
        page="https://docs.pytorch.org/docs/stable/generated/torch.nn.DataParallel.html",
    ),
    option(
        "load.not_copied",
        'the parameter named "{name:name}", whose dimensions in the model are {model:sizes} and whose'
        " dimensions in the checkpoint are {file:sizes}, an exception occurred :",
        cause="the weights of {name} could not be copied: the model has the shape [{model}] and the file"
        " [{file}]",
        fix="build the model as it was when the file was saved, or leave these weights out: del"
        " state['{name}'], and load_state_dict(state, strict=False)",
        page=f"{MODULE}#torch.nn.Module.load_state_dict",
        when=_copied,
    ),
    option(
        "load.copying_failed",
        'the parameter named "{name:name}", whose dimensions in the model are {model:sizes} and whose'
        " dimensions in the checkpoint are {file:sizes}, an exception occurred : ({why:text}).",
        cause="the weights of {name} could not be copied though both have the shape [{model}]: {why}",
        fix="print the type and dtype of state['{name}'], and whether the model is on the meta device"
        " (then load_state_dict(state, assign=True))",
        page=f"{MODULE}#torch.nn.Module.load_state_dict",
        confidence="likely",
        when=lambda told: not _copied(told),
    ),
    option(
        "load.unexpected_statistics",
        "Unexpected running stats buffer(s) {keys} for {kind:name} with track_running_stats=False.",
        cause="the file has running statistics, {keys}, for an {kind} that keeps none"
        " (track_running_stats=False, its default)",
        fix="make the layer with track_running_stats=True, if they are to be used; else delete these"
        " keys from the state dict",
        page="https://docs.pytorch.org/docs/stable/generated/torch.nn.InstanceNorm2d.html",
    ),
)
