"""Messages of a function of torch about the type of an argument."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.general.advice import bare, conversion
from fuzz.message.table.general.form import nearest

TORCH = "https://docs.pytorch.org/docs/stable/torch.html"
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
PRINT = "print(type(value)) in front of the line that the traceback names"
COMPARE = "compare the types with the forms that the message lists, and pass the others by name"


def _fix(function: str, wanted: str, given: str) -> str:
    """What to pass instead."""
    several = bare(given) in ("tuple", "list", "int") and wanted in ("int", "")
    if function in MEANT and several:
        return MEANT[function]
    how = conversion(wanted, given)
    return how or f"pass {wanted}: {PRINT}"


def _one(told: Told) -> dict[str, str]:
    wanted, given = told.text("wanted"), told.text("got").rstrip(".,")
    place = f" at position {told.text('at')} of it" if "at" in told else ""
    return {
        "got": f"{given}{place}",
        "advice": _fix(told.text("function"), wanted, given),
    }


def _forms(told: Told) -> dict[str, str]:
    """The form of the function that is nearest to what was given, and the argument that differs."""
    function, given = told.text("function"), told.text("given")
    message = " ".join(told.raised.message.split())
    wanted, name, got = nearest(message.partition("but expected one of")[2], given)
    if wanted and got:
        fixes = (_fix(function, one, got) for one in wanted)
        known = (one for one in fixes if not one.startswith("pass "))
        return {
            "what": f": its {name} is {' or '.join(wanted)}, and got {got}",
            "advice": next(known, "") or f"pass {' or '.join(wanted)}: {PRINT}",
        }
    if name:
        return {"what": f": {name} holds something else than ints", "advice": OF_INTS}
    return {"what": "", "advice": MEANT.get(function, "") or COMPARE}


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
