"""Answers to keys that one of the two lacks, where nothing tells of another name for them."""

from fuzz.message.reading import plain
from fuzz.message.table.load import part

PAGE = (
    "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.load_state_dict"
)

LACKING = (
    plain(
        "load.cut_off",
        cause="the {with_} has keys that the {without} has not ({keys}), and the message is cut off, so"
        " that it doesn't say what stands there instead",
        fix="compare list(state)[:5] with list(model.state_dict())[:5]: strip a prefix; take"
        ' state["state_dict"] of a whole checkpoint; build the same depth. strict=False would only'
        " hide it",
        page=PAGE,
        confidence="possible",
        more=part.cut_off,
    ),
    plain(
        "load.added_parts",
        cause="the checkpoint lacks {told} of the model, those of {parts}: these parts were added or"
        " renamed after it was saved",
        fix="if they are new and are to be trained, load with strict=False and check what it returns:"
        " missing_keys must be these alone; otherwise build the model as it was saved",
        page=PAGE,
        confidence="likely",
        more=part.added_parts,
    ),
    plain(
        "load.nothing_fits",
        cause="the checkpoint lacks {told} of the model, from its first layer on: nothing, or next to"
        " nothing, of it fits",
        fix="print(list(state)[:5]) beside list(model.state_dict())[:5]: if there is a prefix, strip"
        " it; if"
        ' these are "state_dict" and the like, load state["state_dict"]. strict=False would only'
        " hide it",
        page=PAGE,
        confidence="likely",
        more=part.nothing_fits,
    ),
    plain(
        "load.surplus_parts",
        cause="the checkpoint has {told} that the model has no place for, those of {parts}",
        fix="build the model with these parts, as it was saved; if they are not needed, load with"
        " strict=False, and check that missing_keys in what it returns is empty",
        page=PAGE,
        confidence="likely",
        more=part.surplus_parts,
    ),
)
