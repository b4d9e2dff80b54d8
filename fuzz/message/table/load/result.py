"""Messages of who put what load_state_dict() returns in the place of what it was called on."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.loss.common import shows

PAGE = (
    "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.load_state_dict"
)
ASSIGNED = r"(?<![=!<>])= ?[\w.\[\]()]+\.load_state_dict\("
"""A line that keeps what load_state_dict() returns."""
OF_NETWORK_OR_OPTIMIZER = frozenset(
    (
        "eval", "train", "to", "cuda", "cpu", "half", "float", "parameters", "named_parameters",
        "modules", "children", "named_children", "state_dict", "load_state_dict", "forward",
        "zero_grad", "step", "param_groups", "fc", "module", "requires_grad_", "apply", "training",
    )
)  # fmt: skip


def _keys(told: Told) -> bool:
    return told.text("kind").lstrip("_") == "IncompatibleKeys"


def _nothing_kept(told: Told) -> bool:
    kept = shows(told, ASSIGNED) or re.search(ASSIGNED, told.rest) is not None
    return kept and told.text("name") in OF_NETWORK_OR_OPTIMIZER


READINGS = (
    reading(
        "'{kind:name}' object has no attribute '{name:name}'",
        "'{kind:name}' object is not callable",
        answers=(
            plain(
                "load.result_as_model",
                cause="load_state_dict() loads into the network that it is called on, and returns a"
                " record"
                " of missing and unexpected keys: that record was kept as the network (model ="
                " model.load_state_dict(...))",
                fix="leave out the assignment: model.load_state_dict(torch.load(path)), and go on with"
                " model; the record is for looking at, print(model.load_state_dict(state,"
                " strict=False))",
                page=PAGE,
                when=_keys,
            ),
        ),
    ),
    reading(
        # an optimizer's and a scheduler's return None, and so did a module's before torch 1.1
        "'NoneType' object has no attribute '{name:name}'",
        answers=(
            plain(
                "load.none_as_model",
                cause="load_state_dict() loads into the object that it is called on, and what it"
                " returned"
                " (None) was kept in its place: x = x.load_state_dict(...), which has no {name}",
                fix="leave out the assignment: model.load_state_dict(torch.load(path)), as well for an"
                " optimizer or a scheduler",
                page=PAGE,
                when=_nothing_kept,
            ),
        ),
    ),
)
