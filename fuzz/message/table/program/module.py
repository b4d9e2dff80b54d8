"""Messages of `nn.Module` and its containers: how a class is written, and what may be assigned."""

import ast
import re

from fuzz.message.reading import Told, plain, reading

MODULE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
SEQUENTIAL = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Sequential.html"
PARAMETER = "https://docs.pytorch.org/docs/stable/generated/torch.nn.parameter.Parameter.html"
BUFFER = f"{MODULE}#torch.nn.Module.register_buffer"

OF_MODULES = ("children", "modules", "parameters")


def _method(told: Told) -> dict[str, str] | None:
    """The name of a method, which stands behind that of a class or function."""
    owner, _, name = told.text("got").rpartition(".")
    inner = owner.rpartition(".")[2]
    method = name.islower() and (inner[:1].isupper() or inner == "<locals>")
    return {"method": name} if method and name not in OF_MODULES else None


OF_UPDATE = re.compile(
    r"update_params|\bmeta_\w+|\bMeta[A-Z]\w+|maml|fast_weights|set_param\(|inner_loop", re.IGNORECASE
)


def _overwritten(told: Told) -> dict[str, str] | None:
    """The line of a forward that assigns to the name of a parameter what it computed."""
    name = told.text("name")
    line = re.compile(rf"^self\.{re.escape(name)}\s*=\s*(?P<value>[^=].*)$")
    for frame in reversed(told.raised.frames):
        found = line.match(frame.source.strip())
        if found and frame.function not in ("__init__", "") and "Parameter(" not in found["value"]:
            value = _expression(found["value"])
            return {"where": f"{frame.function}()", "value": value} if value else None
    return None


def _expression(code: str) -> str | None:
    """An expression without the comment behind it; None where it goes on in the next line."""
    try:
        return ast.unparse(ast.parse(code, mode="eval"))
    except (SyntaxError, ValueError, RecursionError):
        return None


def _updated(told: Told) -> bool:
    """Whether weights are set that an update computed."""
    shown = f"{' '.join(told.shown)} {told.rest}"
    return OF_UPDATE.search(shown) is not None


READINGS = (
    reading(
        "cannot assign module before Module.__init__() call",
        "cannot assign parameters before Module.__init__() call",
        "cannot assign parameter before Module.__init__() call",
        "cannot assign buffer before Module.__init__() call",
        answers=(
            plain(
                "module.no_super_init",
                cause="a layer is assigned in __init__() before nn.Module.__init__() has run",
                fix="make super().__init__() the first line of __init__()",
                page=MODULE,
            ),
        ),
    ),
    reading(
        "cannot assign '{got:name}' as child module '{name:name}' (torch.nn.Module or None expected)",
        "cannot assign '{got:word}' as child module '{name:name}' (torch.nn.Module or None expected)",
        answers=(
            plain(
                "module.function_as_child",
                cause="{name} is a module of the network and can only be replaced by another module,"
                " but was given {got}",
                fix="assign a module that is built: model.{name} = nn.Linear(512, 10), or nn.Identity()"
                " for none; not a class, a function or a tensor",
                page=MODULE,
            ),
        ),
    ),
    reading(
        "cannot assign '{got:name}' as parameter '{name:name}' (torch.nn.Parameter or None expected)",
        "cannot assign '{got:name}' object to parameter '{name:name}'",
        answers=(
            plain(
                "module.parameter_overwritten",
                cause="{where} assigns what it computed to self.{name}, the name of a parameter, which"
                " can"
                " only be replaced by an nn.Parameter",
                fix="give the result a name of its own, {name}_now = {value}, and use that: self.{name}"
                " stays what is trained. nn.Parameter(...) around it would cut its gradient off",
                page=PARAMETER,
                confidence="likely",
                more=_overwritten,
            ),
            plain(
                "module.updated_weights",
                cause="{name} is a parameter, and an update of the weights assigns a computed {got} to"
                " it, as"
                " inner steps of meta-learning do: a layer of nn keeps an nn.Parameter there, which"
                " has no"
                " graph",
                fix="leave the module as it is, and call it with the updated weights:"
                " torch.func.functional_call(model, weights, (images,)); in code with layers of its own"
                " (MetaConv2d, MetaLinear) every layer that learns has to be one, BatchNorm too. Where"
                " no"
                " gradient flows through the update: with torch.no_grad(): p.copy_(new)",
                page="https://docs.pytorch.org/docs/stable/generated/torch.func.functional_call.html",
                confidence="likely",
                when=_updated,
            ),
            plain(
                "module.tensor_as_parameter",
                cause="{name} is a parameter and can only be replaced by an nn.Parameter, but was given"
                " a {got}",
                fix="layer.{name} = nn.Parameter(tensor), or with torch.no_grad():"
                " layer.{name}.copy_(tensor)",
                page=PARAMETER,
            ),
        ),
    ),
    reading(
        "cannot assign '{got:name}' as buffer '{name:name}'",
        "cannot assign '{got:name}' object to buffer '{name:name}'",
        answers=(
            plain(
                "module.no_tensor_as_buffer",
                cause="{name} is a buffer and can only be a tensor or None, but was given a {got}",
                fix='torch.as_tensor(value); register_buffer("{name}", tensor) if it is new',
                page=BUFFER,
            ),
        ),
    ),
    reading(
        "Cannot assign non-leaf Tensor to parameter '{name:name}'",
        answers=(
            plain(
                "module.computed_parameter",
                cause="{name} was assigned a tensor that was computed from others, and a parameter has"
                " to be a leaf",
                fix="nn.Parameter(tensor.detach()); to keep it a function of other parameters, compute"
                " it in forward() or use torch.nn.utils.parametrize",
                page=PARAMETER,
            ),
        ),
    ),
    reading(
        "TypeError: {got:name} is not a Module subclass",
        "TypeError: {got:word} is not a Module subclass",
        answers=(
            plain(
                "module.method_in_sequential",
                cause="nn.Sequential (or a ModuleList) takes modules, but was given {method}, a method"
                " or function of a network",
                fix="pass the layers themselves: nn.Sequential(*list(model.children())[:-2]) are those"
                " of a ResNet in front of its pooling; or call model.{method}(x) in the forward of a"
                " module of your own",
                page=SEQUENTIAL,
                more=_method,
            ),
            plain(
                "module.list_in_sequential",
                cause="nn.Sequential (or a ModuleList) takes modules, but was given a {got}: one that"
                " is not unpacked",
                fix="unpack it: nn.Sequential(*layers), nn.Sequential(*model.children())",
                page=SEQUENTIAL,
                when=lambda told: (
                    told.text("got")
                    in (
                        "list",
                        "tuple",
                        "dict",
                        "generator",
                        "Module.children",
                        "method",
                        "collections.OrderedDict",
                    )
                ),
            ),
            plain(
                "module.class_in_sequential",
                cause="nn.Sequential (or a ModuleList) takes modules that are built, but was given"
                " {got}: a class or a function",
                fix="build it: nn.ReLU() instead of nn.ReLU, nn.Flatten() instead of torch.flatten",
                page=SEQUENTIAL,
            ),
        ),
    ),
    reading(
        'contain ".", got: {name:name}',
        answers=(
            plain(
                "module.dot_in_name",
                cause='the name "{name}" has a dot, which parts the names of nested modules',
                fix="use another character, or model.set_submodule() for a module inside another",
                page=MODULE,
            ),
        ),
    ),
    reading(
        "attribute '{name:name}' already exists",
        answers=(
            plain(
                "module.name_taken",
                cause="{name} can't be registered: the module has an attribute or a method of this name",
                fix="choose another name (not training, forward, type, to, ...), and register it once",
                page=MODULE,
            ),
        ),
    ),
)
