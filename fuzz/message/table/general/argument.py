"""Messages of a function of torch about the type of an argument."""

import re
from collections.abc import Sequence

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.general.advice import bare, conversion

TORCH = "https://docs.pytorch.org/docs/stable/torch.html"
FORM = re.compile(r"\* ?\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
MEANT = {
    "transpose": "x.permute(0, 2, 3, 1), which takes the new order of all dimensions; transpose swaps"
    " two, x.transpose(1, 2)",
    "t": "x.transpose(0, 1) or x.permute(...)",
}
"""What numpy's function of that name is called in torch."""

OF_INTS = (
    "print what is passed (of a layer print(layer): its stride, padding and dilation) and make each"
    " an int:"
    " int(...), or // in place of /. What was passed by its place ends up there, too, where"
    " __init__ of a"
    " block has its arguments in another order than the call: pass them by name"
)
COMPARE = "compare the types with the forms that the message lists, and pass the others by name"


def _fix(function: str, wanted: str, given: str) -> str:
    """What to pass instead."""
    several = bare(given) in ("tuple", "list", "int") and wanted in ("int", "")
    if function in MEANT and several:
        return MEANT[function]
    how = conversion(wanted, given)
    return how or f"pass {wanted}: print(type(value)) in front of the line that the traceback names"


def _one(told: Told) -> dict[str, str]:
    wanted, given = told.text("wanted"), told.text("got").rstrip(".,")
    place = f" at position {told.text('at')} of it" if "at" in told else ""
    return {
        "got": f"{given}{place}",
        "advice": _fix(told.text("function"), wanted, given),
    }


def _forms(told: Told) -> dict[str, str]:
    """The form of the function that is nearest to what was given, and the argument that differs."""
    function, given = told.text("function"), _split(told.text("given"))
    message = " ".join(told.raised.message.split())
    forms = [_parts(found[1]) for found in FORM.finditer(message.partition("but expected one of")[2])]
    declared = [form for form in forms if form and not set(form) <= set(given)]
    near = min(declared, key=lambda form: _distance(form, given), default=[])
    unlike = _unlike(near, given)
    if near and not unlike:
        return {"what": f": {_of_tuples(near, given)}", "advice": OF_INTS}
    if len(unlike) == 1 and unlike[0][0]:
        wanted, name, got = unlike[0]
        return {
            "what": f": its {name} is {wanted}, and got {got}",
            "advice": _fix(function, wanted, got),
        }
    return {"what": "", "advice": MEANT.get(function, "") or COMPARE}


def _split(arguments: str) -> list[str]:
    return [one.strip().strip("!") for one in arguments.split(",") if one.strip()]


def _distance(form: Sequence[str], given: Sequence[str]) -> tuple[int, bool]:
    """How far a form is from what was given; of two alike the one that has a place for everything."""
    unlike = _unlike(form, given)
    return len(unlike), any(not wanted for wanted, _, _ in unlike)


def _of_tuples(form: Sequence[str], given: Sequence[str]) -> str:
    """Which arguments got a tuple or list that may hold what is no number."""
    pairs = zip(form, given, strict=False)
    names = [
        one.partition("=")[0].split()[-1]
        for one, kind in pairs
        if one.startswith("tuple of") and kind in ("tuple", "list")
    ]
    return f"{' or '.join(names) or 'one of them'} holds something else than ints"


def _parts(form: str) -> list[str]:
    """The arguments that a form takes by position."""
    return [one.strip() for one in form.partition("*")[0].split(",") if one.strip()]


def _unlike(form: Sequence[str], given: Sequence[str]) -> list[tuple[str, str, str]]:
    """What a form wants otherwise than it was given: the type, the name, and what was given."""
    found = []
    for at, one in enumerate(form):
        declared, _, default = one.partition("=")
        wanted, _, name = declared.strip().rpartition(" ")
        if at >= len(given):
            if not default:
                found.append(("", name, "nothing"))
        elif not _fits(wanted, given[at]):
            found.append((wanted, name, given[at]))
    return found + [("", "", one) for one in given[len(form) :]]


def _fits(wanted: str, given: str) -> bool:
    """Whether a type may be passed where a form wants one; a tuple may hold anything."""
    return (
        wanted == given
        or given == "NoneType"
        or (wanted == "Tensor" and given == "Parameter")
        or (wanted.startswith("tuple of") and given in ("tuple", "list", "int", "torch.Size"))
        or (wanted in ("Number", "float") and given in ("int", "float"))
    )


OF_ONE = "{function:name}(): argument '{argument:name}' "

READINGS = (
    reading(
        f"{OF_ONE}(position {{n:number}}) must be {{wanted:text}}, but found element of type"
        f" {{got:word}} at"
        " pos {at:number}",
        f"{OF_ONE}must be {{wanted:text}}, but found element of type {{got:word}} at pos {{at:number}}",
        f"{OF_ONE}(position {{n:number}}) must be {{wanted:text}}, not {{got:word}}",
        f"{OF_ONE}must be {{wanted:text}}, not {{got:word}}",
        answers=(
            plain(
                "general.argument",
                cause="{function}() takes {wanted} as its argument {argument}, and got {got}",
                fix="{advice}",
                page=TORCH,
                confidence="likely",
                more=_one,
            ),
        ),
    ),
    reading(
        "{function:name}() received an invalid combination of arguments - got ({given:text}), but"
        " expected"
        " one of",
        answers=(
            plain(
                "general.forms",
                cause="{function}() has no form that takes ({given}){what}",
                fix="{advice}",
                page=TORCH,
                confidence="likely",
                more=_forms,
            ),
        ),
    ),
)
