"""The forms of a function that a message of torch lists, and how what was given differs from them.

Such a message is of the parser of arguments of torch, torch/csrc/utils/python_arg_parser.cpp.
"""

import re

import msgspec

FORM = re.compile(r"\* ?\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
COMMA = re.compile(r",(?![^(]*\))")
ALIASES = {"axis": "dim", "keepdims": "keepdim", "x": "input", "x1": "input", "x2": "other"}
"""Names of numpy that torch takes as well."""


class Parameter(msgspec.Struct, frozen=True):
    """An argument of a form: its type, its name, its default, and whether it has to be named."""

    wanted: str
    name: str
    default: str
    named: bool


class Unlike(msgspec.Struct, frozen=True):
    """Where a form differs: the type that it wants, "" for none; the argument; and what was given."""

    wanted: str
    name: str
    got: str


def nearest(listed: str, given: str) -> tuple[tuple[str, ...], str, str]:
    """Of the forms that were listed those nearest to what was given: the types that they want of the one
    argument that differs, its name, and what was given for it.

    No types where nothing differs, the name then of a tuple that may hold anything; all empty where more
    than one argument differs, or not the same in all forms that are as near.
    """
    texts = [found[1] for found in FORM.finditer(listed)]
    forms = [one for one in map(_parameters, texts) if one and not any("name" in p.wanted for p in one)]
    optional = " = " in listed
    unlike = [(_unlike(form, given, optional), form) for form in forms]
    exact = next((form for found, form in unlike if not found), None)
    if exact:
        return (), _of_tuples(exact, given), ""
    near = [found[0] for found, _ in unlike if len(found) == 1 and found[0].wanted]
    if len({(one.name, one.got) for one in near}) != 1:
        return (), "", ""
    return tuple(dict.fromkeys(one.wanted for one in near)), near[0].name, near[0].got


def _parameters(form: str) -> list[Parameter]:
    positional, _, named = form.partition("*")
    texts = [(one, False) for one in COMMA.split(positional)] + [
        (one, True) for one in COMMA.split(named)
    ]
    return [_parameter(text.strip(), late) for text, late in texts if text.strip()]


def _parameter(text: str, named: bool) -> Parameter:
    declared, _, default = text.partition("=")
    wanted, _, name = declared.strip().rpartition(" ")
    return Parameter(wanted, name, default.strip(), named)


def _given(given: str) -> tuple[list[str], dict[str, str]]:
    """The types that were given by their place, and those by name."""
    parts = [one.strip().strip("!") for one in COMMA.split(given) if one.strip()]
    named = dict(one.split("=", 1) for one in parts if "=" in one)
    return [one for one in parts if "=" not in one], {
        ALIASES.get(name, name): kind.strip("!") for name, kind in named.items()
    }


def _unlike(form: list[Parameter], given: str, optional: bool) -> list[Unlike]:
    """Where a form differs; ``optional`` says whether its message shows the defaults."""
    placed, named = _given(given)
    places = [one for one in form if not one.named]
    pairs = [*zip(places, placed, strict=False)]
    pairs += [(one, named[one.name]) for one in form if one.name in named]
    found = [
        Unlike(one.wanted, one.name, got) for one, got in pairs if not _fits(one, got, optional)
    ] + [Unlike("", "", got) for got in placed[len(places) :]]
    names = {one.name for one in form}
    found += [Unlike("", name, got) for name, got in named.items() if name not in names]
    lacking = [one for one in places[len(placed) :] if one.name not in named and not one.default]
    return found + [Unlike("", one.name, "") for one in lacking]


def _fits(parameter: Parameter, given: str, optional: bool) -> bool:
    """Whether a type may be passed for an argument; a tuple may hold anything."""
    wanted = parameter.wanted
    if given == "NoneType":
        return not optional or parameter.named or parameter.default == "None"
    return (
        wanted in (given, "object")
        or (wanted == "Tensor" and given == "Parameter")
        or (wanted.startswith("tuple of") and given in ("tuple", "list", "int", "torch.Size"))
        or (wanted in ("Number", "float") and given in ("int", "float", "bool"))
    )


def _of_tuples(form: list[Parameter], given: str) -> str:
    """Which arguments got a tuple or list that may hold what is no number."""
    pairs = zip(form, _given(given)[0], strict=False)
    names = (
        one.name
        for one, kind in pairs
        if one.wanted.startswith("tuple of") and kind in ("tuple", "list")
    )
    return " or ".join(names)
