"""Messages of torch.jit.script and torch.fx, which read the code of a network."""

from fuzz.message.reading import plain, reading

SCRIPT = "https://docs.pytorch.org/docs/stable/jit_language_reference.html"
FX = "https://docs.pytorch.org/docs/stable/fx.html"
FEATURES = "https://docs.pytorch.org/vision/stable/feature_extraction.html"

READINGS = (
    reading(
        "Expected a value of type '{wanted:text}' for argument '{name:name}' but instead found type"
        " '{got:text}'.",
        answers=(
            plain(
                "export.script_argument",
                cause="the scripted function takes {wanted} for {name}, but got {got}; without an"
                " annotation an argument is a Tensor",
                fix="pass a {wanted}, or annotate the argument in forward with the type that is meant",
                page=SCRIPT,
            ),
        ),
    ),
    reading(
        "Python builtin <built-in function {name:name}> is currently not supported in Torchscript",
        "Could not export Python function call '{name:name}'",
        answers=(
            plain(
                "export.script_python",
                cause="TorchScript cannot compile the call of {name}: it is Python or NumPy, not torch",
                fix="write it with torch, mark the method with @torch.jit.ignore, or use torch.jit.trace"
                " or torch.export",
                page=SCRIPT,
            ),
        ),
    ),
    reading(
        "Compiled functions can't take variable number of arguments",
        answers=(
            plain(
                "export.script_variable",
                cause="TorchScript takes no *args or **kwargs in the signature of a method",
                fix="name the arguments of forward, or use torch.jit.trace or torch.export",
                page=SCRIPT,
            ),
        ),
    ),
    reading(
        "keyword-arg expansion is not supported",
        answers=(
            plain(
                "export.script_expansion",
                cause="TorchScript can't pass **kwargs on: it has to know the arguments of each call",
                fix="name the arguments in the call, or use torch.jit.trace or torch.export",
                page=SCRIPT,
            ),
        ),
    ),
    reading(
        "Expected integer literal for index",
        answers=(
            plain(
                "export.script_index",
                cause="TorchScript indexes a ModuleList with a number that stands in the source alone",
                fix="iterate: for i, layer in enumerate(self.layers), and compare i",
                page=SCRIPT,
            ),
        ),
    ),
    reading(
        "symbolically traced variables cannot be used as inputs to control flow",
        answers=(
            plain(
                "export.fx_branch",
                cause="torch.fx (also of create_feature_extractor and FX quantisation) runs forward"
                " without data, and cannot follow an if or while on the value or shape of a tensor",
                fix="keep that part whole as a leaf: torch.fx.wrap of the function, or"
                " tracer_kwargs={{'leaf_modules': [Block]}} for create_feature_extractor; or take the"
                " branch out of forward",
                page=FX,
            ),
        ),
    ),
    reading(
        "Proxy object cannot be iterated",
        "'len' is not supported in symbolic tracing by default",
        answers=(
            plain(
                "export.fx_loop",
                cause="torch.fx runs forward without data, and does not know how often a loop over a"
                " tensor runs, or its length",
                fix="use tensor.size(0) and operations on whole tensors (torch.unbind, torch.chunk), or"
                " torch.fx.wrap of the function",
                page=FX,
            ),
        ),
    ),
    reading(
        "node: '{name:name}' is not present in model. Hint: use `get_graph_node_names`",
        answers=(
            plain(
                "export.feature_node",
                cause="create_feature_extractor was asked for {name}, and the model has no such node",
                fix="print(get_graph_node_names(model)) for the names; of a ResNet they are layer1 to"
                " layer4, avgpool, flatten and fc",
                page=FEATURES,
            ),
        ),
    ),
    reading(
        "is not present in model. Hint: use `get_graph_node_names`",
        anywhere=True,
        answers=(
            plain(
                "export.node_is_module",
                cause="create_feature_extractor was given a module itself as a node to return, and takes"
                " names",
                fix="pass the name of it as a string: return_nodes={{'layer4': 'out'}};"
                " get_graph_node_names(model) has all names",
                page=FEATURES,
                when=lambda told: "(0): " in told.raised.message,
            ),
        ),
    ),
    reading(
        "return_layers are not present in model",
        answers=(
            plain(
                "export.return_layers",
                cause="IntermediateLayerGetter knows the direct children of the model alone, and a key"
                " of return_layers is none of them",
                fix="use names of model.named_children(), such as 'layer4'; for deeper ones use"
                " create_feature_extractor",
                page=FEATURES,
            ),
        ),
    ),
)
