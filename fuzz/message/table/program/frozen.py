"""Messages of code that freezes a part of a network."""

import re

from fuzz.message.reading import Told, plain, reading

PARAMETERS = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.named_parameters"
FLAGS = ("requires_grad", "requires_grad_", "grad")


def _named(told: Told) -> bool:
    """Whether the flag is of the pairs or the names that named_parameters() and the like give."""
    lines = told.shown
    other = any(re.search(r"\b(?:output|target|batch|data)\w*\.requires_grad", line) for line in lines)
    return told.text("name") in FLAGS and told.text("object") in ("tuple", "str") and not other


READINGS = (
    reading(
        "'{object:name}' object has no attribute '{name:name}'",
        answers=(
            plain(
                "frozen.named_parameters",
                cause="the loop goes over names, or over pairs of a name and a parameter, as"
                " named_parameters() gives them (state_dict() and a dictionary give names), and a"
                " {object} has no {name}",
                fix="for name, p in model.named_parameters(): p.requires_grad = False; or for p in"
                " model.parameters(); to freeze by name: if not name.startswith('fc.')",
                page=PARAMETERS,
                confidence="likely",
                when=_named,
            ),
            plain(
                "frozen.list_of_parameters",
                cause="the flag is one of a parameter, and a {object} of them has none",
                fix="set it of each: for p in model.layer4.parameters(): p.requires_grad = False; of a"
                " whole part: model.layer4.requires_grad_(False)",
                page=PARAMETERS,
                when=lambda told: (
                    told.text("object") in ("generator", "list", "method") and told.text("name") in FLAGS
                ),
            ),
        ),
    ),
)
