"""Messages about a forward that was called by a name it doesn't know, or that is not there."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.layer.pages import module

MODULE = module("Module")


def _keyword(told: Told) -> dict[str, str] | None:
    """The class whose forward got a name that it doesn't know; None for losses and language models."""
    kind = told.text("kind").rpartition(".")[2]
    return None if kind.endswith(("Loss", "Model", "LM")) else {"kind": kind or "the network"}


READINGS = (
    reading(
        "{kind:name}.forward() got an unexpected keyword argument '{name:name}'",
        ": forward() got an unexpected keyword argument '{name:name}'",
        answers=(
            plain(
                "call.no_such_keyword",
                cause="the forward of {kind} takes no argument {name}: it is of another network, or of"
                " another release, than the code that calls it was written for",
                fix="look at its def forward(self, ...), and leave {name} out or add it there; a"
                " network of torchvision takes the images alone, model(images): its features come from"
                " create_feature_extractor() or a hook",
                page=MODULE,
                confidence="likely",
                more=_keyword,
            ),
        ),
    ),
    reading(
        "_forward_unimplemented() missing {}argument",
        answers=(
            plain(
                "call.unimplemented",
                cause="the class of the network has no forward() of its own, so that of nn.Module was"
                " called: it is missing, its name is misspelled, or it stands inside __init__() by its"
                " indentation; or nn.Module.forward was called on the class",
                fix="def forward(self, x): at the level of __init__(), and call the network: model(x)",
                page=MODULE,
                confidence="likely",
            ),
        ),
    ),
)
