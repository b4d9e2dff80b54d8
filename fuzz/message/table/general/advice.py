"""What is done where one type is wanted and another was given."""

from fuzz.message.words import names_network
from strategies.layer import LAYERS

WHOLE = ("int", "tuple of ints", "SymInt", "tuple of SymInts")

FOR_TENSOR = {
    "ndarray": "torch.from_numpy(array), with .float() behind it where it is of float64",
    "list": "torch.tensor(values) for numbers, torch.stack(tensors) or torch.cat(tensors) for tensors",
    "tuple": "what returned it returns several: take the one that is meant, output[0], or unpack it",
    "dict": "take the tensor out of it by its key, as output['out']",
    "OrderedDict": "take the tensor out of it by its key, as output['out']",
    "NoneType": "what made it returned nothing (a function without return), or was left out: print it"
    " where it is made",
    "str": "load or convert what it names first; a class name is mapped to a number",
    **dict.fromkeys(
        ("Image", "JpegImageFile", "PngImageFile"), "transforms.functional.to_tensor(image).unsqueeze(0)"
    ),
    "int": "torch.tensor(value)",
    "float": "torch.tensor(value)",
    "bool": "torch.tensor(value); a comparison with == or > gives a bool where one side is no tensor",
    "method": "call it, with ( )",
    "builtin_function_or_method": "call it, with ( )",
    "function": "call it, with ( )",
}
FOR_INT = {
    "float": "int(value), or // in place of / where it is computed",
    "Tensor": "int(value), or value.item(), of a tensor with one element",
    "str": "int(value): it stands in quotes, or comes from a parser without type=int",
    **dict.fromkeys(
        ("tuple", "list"),
        "one int; where several dimensions are meant, it is another operation (permute in place of"
        " transpose), or is called for each",
    ),
    "NoneType": "the number itself: what should have set it was left out or returned nothing",
    "method": "call it, with ( ): x.size(0), x.dim()",
    "builtin_function_or_method": "call it, with ( ): x.size(0), x.dim()",
    "torch.Size": "one of its numbers, x.shape[0]",
}

FOR_NUMBER = {
    "str": "float(value): it stands in quotes, or comes from a parser without type=float",
    "Tensor": "value.item(), of a tensor with one element",
    "NoneType": "the number itself: what should have set it was left out or returned nothing",
}
OF_TENSORS = {
    **dict.fromkeys(("Tensor", "Parameter"), "one list of tensors: [a, b]"),
    **dict.fromkeys(("generator", "map", "filter"), "a list of tensors: list(values)"),
    **dict.fromkeys(("dict", "OrderedDict"), "a list of tensors: list(values.values())"),
}


def bare(kind: str) -> str:
    """A type without its modules: ``ndarray`` of ``numpy.ndarray``."""
    return kind.strip("!'<> ").rpartition(".")[2]


def conversion(wanted: str, given: str) -> str:
    """How a value of one type becomes what is wanted; "" where nothing is known of the two."""
    kind = bare(given)
    if wanted == "Tensor":
        return FOR_TENSOR.get(kind, "") or (
            f"call it, layer(x): {kind} is a layer or network" if _of_network(kind) else ""
        )
    if wanted.startswith("tuple of") and kind in ("tuple", "list"):
        return f"print what the {kind} holds, and make it {wanted} alone"
    if wanted in WHOLE:
        return FOR_INT.get(kind, "")
    if wanted in ("tuple of Tensors", "tuple of tensors"):
        return OF_TENSORS.get(kind, "")
    if wanted == "torch.dtype":
        return "an element type of torch, as torch.float32, without quotes"
    if wanted in ("float", "Number"):
        return FOR_NUMBER.get(kind, "")
    return ""


def _of_network(kind: str) -> bool:
    return kind in LAYERS or names_network(kind)
