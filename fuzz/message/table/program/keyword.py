"""Messages of a network that was made with an argument that it does not take.

What is known of a class, as of those of torchvision, Lightning and timm, is told by their own tables.
"""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.words import makes_network


def _kind(told: Told) -> dict[str, str]:
    return {"what": told.text("kind").rpartition(".")[2] or "the class"}


READINGS = (
    reading(
        "{kind:name}.__init__() got an unexpected keyword argument '{option:name}'",
        "__init__() got an unexpected keyword argument '{option:name}'",
        answers=(
            plain(
                "construction.unexpected",
                cause="the __init__ of {what} takes no argument {option}: it is misspelled, or the"
                " class is of another version than the code that makes it",
                fix="look at its def __init__(self, ...): leave {option} out, or add it there and use"
                " it; where the class is of a library, install the release that the code was written"
                " for",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html",
                confidence="likely",
                when=makes_network,
                more=_kind,
            ),
        ),
    ),
)
