"""Messages about how many values there are, and of which types."""

import re

from fuzz.message.expression import items_of, taken_apart
from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.general.advice import bare

PYTHON = "https://docs.python.org/3/reference/simple_stmts.html#assignment-statements"
OPERATIONS = "https://docs.python.org/3/library/stdtypes.html"
OF_SHAPE = re.compile(r"\.(?:shape|size\(\))$")
OF_LOADER = re.compile(r"[Ll]oader|_dl\b|next\(|enumerate\(|\bbatch\b")
OF_NETWORK = re.compile(
    r"^(?:self\.)?(?:\w*model\w*|net\w*|\w*backbone|\w*encoder|resnet\w*|\w*forward)\("
)

VERSION = re.compile(r"\bversion\b|__version__")
"""Of a line that compares releases, which are no numbers."""
NUMBERS = {"int", "float", "float64", "float32", "int64", "Tensor", "Parameter"}
HOLDING = {"list", "tuple", "dict", "OrderedDict"}
CALLED = {"method", "function", "builtin_function_or_method"}
TYPES_OF_PYTHON = {"type", "_GenericAlias", "types.GenericAlias", "GenericAlias"}
ARITHMETIC = {"+", "-", "*", "/", "//", "+=", "-=", "*=", "/="}
OF_NUMBERS = {*ARITHMETIC, "<", ">", "<=", ">="}


def _counted(told: Told) -> dict[str, str] | None:
    """What was taken apart into another number of names, where the line shows it."""
    source = taken_apart(told, told.number("wanted"))
    items = "" if source else items_of(told, told.number("wanted"))
    if not source and not items:
        return None
    got = f"{told.text('got')} values" if "got" in told else "more"
    gives = f"{source} gives {got}" if source else f"an item of {items} has {got}"
    if OF_SHAPE.search(source):
        gives = f"{source} has {got}, one for each dimension"
    return {"what": gives, "names": told.text("wanted"), "advice": _to_take(source, items)}


def _to_take(source: str, items: str) -> str:
    """How to take apart what a call gives, or what each item of a loop is."""
    if OF_SHAPE.search(source):
        return (
            f"print({source}): a batch of images has four dimensions, (N, C, H, W); x.unsqueeze(0) adds"
            " that of the batch, and what was flattened has two, (N, features)"
        )
    if OF_NETWORK.search(source):
        return (
            "take what forward() returns: one tensor is output = model(x), without a comma, and so is"
            " a list with an output for each part or head, whose losses are summed: sum(criterion(one,"
            " y) for one in output)"
        )
    if OF_LOADER.search(source or items):
        return (
            "take as many names as __getitem__ of the dataset returns, or return as many there: for"
            " images, labels in loader, with enumerate for i, (images, labels) in enumerate(loader)"
        )
    if items:
        return (
            f"print(next(iter({items}))), and write as many names as that has; of a dictionary take"
            " .items(), with enumerate the number comes first"
        )
    return f"print({source}), and write as many names in front of = as it has"


def _operands(told: Told) -> dict[str, str] | None:
    """Which of the two operands is of a type that is not meant to be computed with."""
    one, other = bare(told.text("one")), bare(told.text("other"))
    if "str" in (one, other) and any(VERSION.search(line) for line in told.shown):
        return None
    advice = _to_compute(told.text("operator"), {one, other})
    return {"one": one, "other": other, "advice": advice} if advice else None


def _to_compute(operator: str, kinds: set[str]) -> str:
    """What makes two types fit for an operator; "" where that is not known."""
    if operator == "|" and kinds & TYPES_OF_PYTHON:
        return (
            "an annotation such as int | None is of Python 3.10 and later: typing.Optional[int], or"
            " from __future__ import annotations at the top of the file"
        )
    if "NoneType" in kinds:
        return "one of the two was never set, or a function returned nothing: print both"
    if operator in OF_NUMBERS and "str" in kinds and kinds & NUMBERS:
        text = "; to join texts, str(value)" if operator in ("+", "+=") else ""
        return (
            "convert the text to a number, int(value) or float(value): from a file, a parser"
            f" without type=, or in quotes{text}"
        )
    if operator in ARITHMETIC and kinds & HOLDING and kinds & NUMBERS:
        return (
            "take the tensor or number out of it, output[0] or output['out'] (a dictionary of losses:"
            " sum(losses.values())), or make a tensor of it, torch.tensor(values)"
        )
    if operator in ARITHMETIC and kinds & CALLED:
        return "call it, with ( )"
    if operator == "/" and "str" in kinds and kinds <= {"str", "PosixPath", "WindowsPath"}:
        return "pathlib.Path(root) / name for a path: texts are not divided"
    return ""


READINGS = (
    reading(
        "not enough values to unpack (expected {wanted:number}, got {got:number})",
        "too many values to unpack (expected {wanted:number}, got {got:number})",
        "too many values to unpack (expected {wanted:number})",
        answers=(
            plain(
                "general.unpacked",
                cause="{what}, and is taken apart into {names} names",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_counted,
            ),
        ),
    ),
    reading(
        "unsupported operand type(s) for {operator:word}: '{one:name}' and '{other:name}'",
        "'{operator:word}' not supported between instances of '{one:name}' and '{other:name}'",
        answers=(
            plain(
                "general.operands",
                cause="{operator} is applied to values of type {one} and {other}, for which it is"
                " not made",
                fix="{advice}",
                page=OPERATIONS,
                confidence="likely",
                more=_operands,
            ),
        ),
    ),
)
