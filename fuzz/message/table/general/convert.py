"""Messages about a text, or a value of a list of choices, that stands for nothing."""

import re

from fuzz.message.reading import Told, plain, reading

PYTHON = "https://docs.python.org/3/library/functions.html#int"
ENUM = "https://docs.python.org/3/library/enum.html"
OF_LABEL = re.compile(r"label|class|target|\by\b", re.IGNORECASE)
NUMBER = re.compile(r"[-+]?\d*\.\d+(?:e[-+]?\d+)?|[-+]?\d+\.", re.IGNORECASE)


def _advice(told: Told) -> dict[str, str]:
    """What the text is by its looks, and by what it is called."""
    got = told.text("got")
    kind = "int" if "int()" in told.raised.message else "float"
    line = told.raised.frames[-1].source if told.raised.frames else ""
    if not got.strip():
        advice = "leave empty lines and cells out: if text.strip()"
    elif kind == "int" and NUMBER.fullmatch(got):
        advice = f"int(float({got!r})), or keep it a float"
    elif OF_LABEL.search(line):
        advice = (
            "number the classes: class_to_index = {name: i for i, name in"
            " enumerate(sorted(set(names)))}, and label = class_to_index[name]"
        )
    else:
        advice = (
            "print the whole line or row that it is from: a header, a column further on, another"
            " separator, or a comma in a number"
        )
    return {"kind": kind, "advice": advice}


def _choice(told: Told) -> dict[str, str]:
    kind = told.text("kind").rpartition(".")[2]
    packages = [re.search(r"site-packages/(\w+)", frame.path) for frame in told.raised.frames]
    library = next((one[1] for one in reversed(packages) if one), "the library")
    return {
        "kind": kind,
        "advice": f"print(list({kind})) names them; where your code did not choose it, two releases do"
        f" not"
        f" belong together, or it is a defect of {library}: update it, or install the release that the"
        f" code"
        " was written for",
    }


READINGS = (
    reading(
        "invalid literal for int() with base {base:number}: '{got}'",
        'invalid literal for int() with base {base:number}: "{got}"',
        "could not convert string to float: '{got}'",
        "could not convert string to float: {got}",
        answers=(
            plain(
                "general.no_number",
                cause="{kind}() got the text {got!r}, which is no {kind}",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_advice,
            ),
        ),
    ),
    reading(
        "ValueError: {got:text} is not a valid {kind:name}",
        answers=(
            plain(
                "general.choice",
                cause="{got} is none of the values of {kind}",
                fix="{advice}",
                page=ENUM,
                confidence="likely",
                more=_choice,
            ),
        ),
    ),
)
