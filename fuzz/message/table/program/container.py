"""Messages of containers: Sequential, ModuleList, ModuleDict, ParameterList, ParameterDict."""

from fuzz.message.reading import Told
from fuzz.message.words import option

NN = "https://docs.pytorch.org/docs/stable/nn.html#containers"


def _of_sequential(told: Told) -> bool:
    """Whether a Sequential, or what somebody derived from it, was multiplied."""
    inner = told.raised.frames[-1] if told.raised.frames else None
    return "Sequential" in told.text("kind") or (inner is not None and inner.name == "container.py")


READINGS = (
    option(
        "container.add",
        "add operator supports only objects of Sequential class, but {got} is given",
        cause="a Sequential can be added (+) to another Sequential alone, but got {got}",
        fix="append the layer: body.append(layer), or put it into one: body + nn.Sequential(layer)",
        page=NN,
    ),
    option(
        "container.times",
        "unsupported operand type(s) for *: <class '{kind}'> and {got}",
        "Non-positive multiplication factor {got:word} for <class '{kind}'>",
        cause="a Sequential can be repeated (*) by a positive int alone, but got {got}",
        fix="use a whole number of 1 or more: nn.Sequential(block) * 3 (which repeats the same weights);"
        " for new ones, nn.Sequential(*[Block() for _ in range(3)])",
        page=NN,
        when=_of_sequential,
    ),
    option(
        "container.insert",
        "AssertionError: module should be of type: {wanted}",
        cause="what was to be inserted into the Sequential is no layer, but perhaps a class or a"
        " function",
        fix="insert a layer: body.insert(0, nn.ReLU()), with its brackets; wrap a function in an"
        " nn.Module",
        page=NN,
    ),
    option(
        "container.extend",
        "ModuleList.extend should be called with an iterable, but got {got:name}",
        "ParameterList.extend should be called with an iterable, but got {got:name}",
        cause="extend adds each element of a list, but was given one {got}",
        fix="use append for one: layers.append(layer), and extend for several: layers.extend([first,"
        " second])",
        page=NN,
    ),
    option(
        "container.pairs",
        "ModuleDict.update should be called with an iterable of key/value pairs, but got {got:name}",
        "ParametersDict.update should be called with an iterable of key/value pairs, but got {got:name}",
        cause="a ModuleDict or ParameterDict is made of a dictionary, or of pairs of name and layer, but"
        " was given a {got}",
        fix="nn.ModuleDict({{'head': nn.Linear(2048, 10)}}); a list of layers belongs into an"
        " nn.ModuleList",
        page=NN,
    ),
    option(
        "container.element",
        "Dict update sequence element #{n:number} should be Iterable; is{got:name}",
        cause="element {n} of what a ModuleDict or ParameterDict is made of is a {got}, and must be a"
        " pair of its name and itself",
        fix="nn.ModuleDict([('head', nn.Linear(2048, 10))]); without names use nn.ModuleList",
        page=NN,
    ),
    option(
        "container.pair_length",
        "ModuleDict update sequence element #{n:number} has length {got:number}; 2 is required",
        "ParameterDict update sequence element #{n:number} has length {got:number}; 2 is required",
        cause="element {n} of what a ModuleDict or ParameterDict is made of has {got} values, and must"
        " be a pair of its name and itself",
        fix="nn.ModuleDict([('head', nn.Linear(2048, 10))])",
        page=NN,
    ),
    option(
        "container.parameters_called",
        "RuntimeError: ParameterList should not be called.",
        "RuntimeError: ParameterDict should not be called.",
        cause="a list or dictionary of parameters was called like a layer: it only holds them",
        fix="use them one by one in forward: for weight in self.weights: x = x * weight; layers belong"
        " into nn.Sequential, which can be called",
        page=NN,
    ),
    option(
        "container.key",
        "Index given to ParameterDict cannot be used as a key as it is not a string (type is"
        " '{got:name}')",
        cause="the keys of a ParameterDict are the names of its parameters, and must be strings, but one"
        " is of the type {got}",
        fix="convert it: parameters[str(key)]",
        page=NN,
    ),
)
