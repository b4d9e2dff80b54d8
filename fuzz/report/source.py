"""Source code for the parts of a case: the same as `fuzz.execution` does, as text."""

import ast
from functools import lru_cache
from pathlib import Path

from strategies import layer as layers
from strategies.case import Case, plain
from strategies.input import Input
from strategies.layer import LAYERS, Layer
from strategies.loss import LOSSES, Loss, Target
from strategies.loss.call import CALLS
from strategies.network.models import model_of
from strategies.subject import NORM_LAYERS, Subject
from strategies.surgery import AnyEdit, Assign, Extract, Insert, Remove, Replace, Truncate

HELPERS = "strategies.layer.module"


def subject_text(subject: Subject) -> str:
    """The constructor call of the network."""
    model, arguments = model_of(subject), []
    for name, value in plain(subject).items():
        if name != "model":
            text = NORM_LAYERS[value].source if name == "norm_layer" else repr(value)
            arguments.append(f"{model.options[name]}={text}")
    more = "".join(f", {argument}" for argument in arguments)
    return model.source.format(options=", ".join(arguments), more=more)


def site_text(site: str) -> str:
    """The expression for a module: ``layer4.0.conv2`` is ``model.layer4[0].conv2``."""
    text = "model"
    for name in site.split(".") if site else ():
        text += f"[{name}]" if name.isdecimal() else f".{name}"
    return text


def layer_text(layer: Layer) -> str:
    """The constructor call of a layer: required options by position, the others by name."""
    kind = LAYERS[layer.kind]
    arguments = dict(layer.options)
    texts = [repr(arguments.pop(option.name)) for option in kind.options if option.required]
    texts += [f"{name}={value!r}" for name, value in arguments.items()]
    prefix = {"torch.nn": "nn.", HELPERS: ""}.get(kind.module_path, f"{kind.module_path}.")
    return f"{prefix}{layer.kind}({', '.join(texts)})"


def edit_lines(edit: AnyEdit) -> list[str]:
    """The statements of an edit."""
    match edit:
        case Truncate():
            return [f"model = nn.Sequential(*list(model.children())[:-{edit.drop}])"]
        case Extract():
            getter = "torchvision.models._utils.IntermediateLayerGetter"
            return [f'model = {getter}(model, {{"{edit.site}": "out"}})']
        case Remove(how="delete"):
            return [f"del {site_text(edit.site)}"]
        case Remove():
            instead = "nn.Identity()" if edit.how == "identity" else "None"
            return [f"{site_text(edit.site)} = {instead}"]
        case Assign():
            return [f"{site_text(edit.site)}.{edit.attribute} = {edit.value!r}"]
        case Insert():
            site = site_text(edit.site)
            pair = [site, layer_text(edit.layer)]
            pair = pair if edit.where == "after" else pair[::-1]
            return [f"{site} = nn.Sequential({', '.join(pair)})"]
        case Replace():
            return _replacement_lines(edit)


def _replacement_lines(edit: Replace) -> list[str]:
    site, layer = site_text(edit.site), layer_text(edit.layer)
    if edit.weights == "fresh":
        return [f"{site} = {layer}"]
    copied = f"{site}.weight[tuple(map(slice, weight.shape))] = weight"
    lines = [f"weight = {site}.weight", f"{site} = {layer}"]
    if edit.weights == "copied":
        return [*lines, copied]
    return [*lines, "with torch.no_grad():", f"    {copied}"]


def input_text(arguments: Input) -> str:
    """The expression for the input tensor."""
    wide = arguments.layout == "strided" and arguments.shape
    shape = (*arguments.shape[:-1], 2 * arguments.shape[-1]) if wide else arguments.shape
    if arguments.values == "zeros":
        text = f"torch.zeros({_sizes(shape)})"
    elif arguments.values == "bytes" or arguments.dtype == "uint8":
        text = f"torch.randint(0, 256, {shape!r})"
    else:
        text = f"torch.randn({_sizes(shape)})"
    if arguments.dtype != "float32" or "randint" in text:
        text += f".to(torch.{arguments.dtype})"
    if wide:
        text += "[..., ::2]"
    if arguments.layout == "channels_last" and len(arguments.shape) == 4:
        text += ".to(memory_format=torch.channels_last)"
    return text


def target_text(target: Target) -> str:
    """The expression for the target tensor."""
    sizes, shape = _sizes(target.shape), target.shape
    axis = 1 if len(shape) > 1 else -1
    limit = f"torch.iinfo(torch.{target.dtype}).max" if target.dtype in ("uint8", "int8") else "9999"
    text = {
        "classes": _in_turn(target),
        "signs": f"1 - 2 * {_in_turn(target)}",
        "zeros": f"torch.zeros({sizes})",
        "ones": f"torch.ones({sizes})",
        "beyond": f"torch.full({shape!r}, {limit})",
        "negative": f"torch.full({shape!r}, -1)",
        "ignored": f"torch.full({shape!r}, -100)",
        "normal": f"torch.randn({sizes})",
        "unit": f"torch.rand({sizes})",
        "probabilities": f"torch.randn({sizes}).softmax({axis})",
        "onehot": _one_hot(target),
    }[target.values]
    return text if _has_dtype(text, target.dtype) else f"{_enclosed(text)}.to(torch.{target.dtype})"


def _in_turn(target: Target) -> str:
    if len(target.shape) == 1 and 0 < target.shape[0] <= 8:
        return f"torch.tensor({[index % 2 for index in range(target.shape[0])]})"
    count = 1
    for size in target.shape:
        count *= size
    return f"(torch.arange({count}) % 2).reshape({target.shape!r})"


def _one_hot(target: Target) -> str:
    """One-hot vectors along the class dimension, for the classes 0 and 1 in turn."""
    shape = target.shape
    if not shape or 0 in shape:
        return f"torch.zeros({_sizes(shape)})" if shape else "torch.tensor(1.0)"
    axis = 1 if len(shape) > 1 else 0
    rest = (*shape[:axis], *shape[axis + 1 :])
    count = 1
    for size in rest:
        count *= size
    classes = f"torch.arange({count}) % {min(2, shape[axis])}"
    text = f"nn.functional.one_hot({classes}, {shape[axis]})"
    if len(shape) == 1:
        return f"{text}[0]"
    if len(shape) == 2:
        return text
    return f"{text}.reshape({(*rest, shape[axis])!r}).movedim(-1, 1).contiguous()"


def _has_dtype(text: str, dtype: str) -> bool:
    whole = "arange" in text or "torch.tensor(" in text or "torch.full" in text
    return dtype == ("int64" if whole and "1.0" not in text else "float32")


def _enclosed(text: str) -> str:
    return f"({text})" if text.startswith("1 - ") else text


def _sizes(shape: tuple[int, ...]) -> str:
    return ", ".join(map(str, shape)) if shape else "()"


def criterion_call(loss: Loss) -> str:
    """The construction of a loss and its call on ``output`` and ``target``."""
    kind = LOSSES[loss.kind]
    arguments = []
    for name, value in loss.options.items():
        option = kind.option(name)
        tensor = option is not None and option.lengths is not None and value is not None
        arguments.append(f"{name}=torch.ones({value!r})" if tensor else f"{name}={value!r}")
    return CALLS[kind.call].format(loss=f"nn.{loss.kind}({', '.join(arguments)})")


def helper_classes(case: Case) -> list[str]:
    """The source code of the layers in `strategies.layer.module` that a case uses."""
    layers = [edit.layer.kind for edit in case.edits if isinstance(edit, Replace | Insert)]
    names = sorted({name for name in layers if LAYERS[name].module_path == HELPERS})
    return [line for name in names for line in (*_class_lines()[name], "")]


@lru_cache(maxsize=1)
def _class_lines() -> dict[str, list[str]]:
    """The source of each class in `strategies.layer.module`, without annotations."""
    path = Path(layers.__file__).with_name("module.py")
    found = {}
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef):
            for function in [item for item in node.body if isinstance(item, ast.FunctionDef)]:
                function.returns = None
                for argument in function.args.args:
                    argument.annotation = None
            found[node.name] = ast.unparse(node).splitlines()
    return found
