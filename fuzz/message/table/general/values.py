"""Messages about how many values there are, and of which types."""

import re

from fuzz.message.expression import taken_apart
from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.general.advice import bare

PYTHON = "https://docs.python.org/3/reference/simple_stmts.html#assignment-statements"
OPERATIONS = "https://docs.python.org/3/library/stdtypes.html"
OF_SHAPE = re.compile(r"\.(?:shape|size\(\))$")
OF_LOADER = re.compile(r"[Ll]oader|_dl\b|next\(|enumerate\(|batch")
OF_NETWORK = re.compile(
    r"^(?:self\.)?(?:\w*model\w*|net\w*|\w*backbone|\w*encoder|resnet\w*|\w*forward)\("
)


def _counted(told: Told) -> dict[str, str] | None:
    """What was taken apart into another number of names, where the line shows it."""
    source = taken_apart(told)
    if not source:
        return None
    names = told.text("wanted")
    got = f"{told.text('got')} values" if "got" in told else "more"
    if OF_SHAPE.search(source):
        advice = (
            f"print({source}): a batch of images has four dimensions, (N, C, H, W); x.unsqueeze(0)"
            f" adds that"
            " of the batch, and what was flattened has two, (N, features)"
        )
        return {"what": f"{source} has {got}, one for each dimension", "names": names, "advice": advice}
    if OF_NETWORK.search(source):
        advice = "take what forward() returns: one tensor is output = model(x), without a comma"
        return {"what": f"{source} gives {got}", "names": names, "advice": advice}
    if OF_LOADER.search(source):
        advice = (
            "take as many names as __getitem__ of the dataset returns, or return as many there: for"
            " images,"
            " labels in loader, with enumerate for i, (images, labels) in enumerate(loader)"
        )
        return {"what": f"{source} gives {got}", "names": names, "advice": advice}
    advice = f"print({source}), and write as many names in front of = as it has"
    return {"what": f"{source} gives {got}", "names": names, "advice": advice}


def _operands(told: Told) -> dict[str, str]:
    """Which of the two operands is of a type that is not meant to be computed with."""
    one, other = bare(told.text("one")), bare(told.text("other"))
    kinds = {one, other}
    if "str" in kinds:
        advice = (
            "convert the text to a number, int(value) or float(value): from a file, a parser"
            " without type=, or in quotes"
        )
    elif kinds & {"list", "tuple", "dict", "OrderedDict"}:
        advice = (
            "take the tensor or number out of it, output[0] or output['out'], or make a tensor"
            " of it, torch.tensor(values)"
        )
    elif "NoneType" in kinds:
        advice = "one of the two was never set, or a function returned nothing: print both"
    elif kinds & {"method", "function", "builtin_function_or_method"}:
        advice = "call it, with ( )"
    else:
        advice = "print the types of both, and convert one of them"
    return {"one": one, "other": other, "advice": advice}


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
