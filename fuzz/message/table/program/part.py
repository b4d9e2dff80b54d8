"""Messages about a network, or a part of it, that is used as what it is not: a list, or a function."""

import re

from fuzz.message.foreign import in_other_package
from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.program.attribute import HEADS, WRAPPERS
from fuzz.message.words import names_network

MODULE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
IDENTITY = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Identity.html"
FPN = "https://docs.pytorch.org/vision/stable/generated/torchvision.ops.FeaturePyramidNetwork.html"
KINDS = (*HEADS, *WRAPPERS, "BasicBlock", "Bottleneck", "Module")
CALLED = re.compile(r"\bself\.(\w+)(?:\[[^]]*\])?\(")


def _nothing_called(told: Told) -> dict[str, str] | None:
    """The part of a network that is called, and is None."""
    last = told.raised.frames[-1:]
    found = CALLED.search(last[0].source) if last else None
    if (
        found is None
        or in_other_package(told.raised)
        or not ("forward" in last[0].function or told.place == "network")
    ):
        return None
    return {"part": found[1]}


MADE = re.compile(
    r"(?<![\w.])((?:\w+_)?(?:norm|act|activation|nonlinearity|conv|block|layer|pool|backbone|builder)\w*)\("
)


def _nothing_made(told: Told) -> dict[str, str] | None:
    """The argument that a constructor calls to make a layer, and that is None."""
    shown = [frame.source for frame in told.raised.frames[-1:]] or list(told.shown)
    found = next(filter(None, map(MADE.search, shown)), None)
    making = not told.raised.frames or "forward" not in told.raised.frames[-1].function
    return {"argument": found[1]} if found and making else None


def _network(told: Told) -> bool:
    return told.text("kind") in KINDS or names_network(told.text("kind"))


def _listed(told: Told) -> bool:
    """Whether the parts of a network, a generator or a method, are used as a list."""
    shown = any(re.search(r"\.(?:children|modules|parameters)\b", line) for line in told.shown)
    return shown and told.text("kind") in ("generator", "method")


READINGS = (
    reading(
        "'NoneType' object is not callable",
        answers=(
            plain(
                "part.none",
                cause="forward calls self.{part}, which is None: it was set to None in place of a"
                " layer, or never made",
                fix="take a layer out of a network by nn.Identity(): model.{part} = nn.Identity(); in a"
                " block of your own ask first: if self.{part} is not None",
                page=IDENTITY,
                more=_nothing_called,
            ),
            plain(
                "part.no_class",
                cause="{argument} is None, and it is called to make a layer",
                fix="pass a class, or a function that makes a layer: {argument}=nn.BatchNorm2d,"
                " nn.ReLU, ..., nn.Identity for none; where None is to mean the ordinary one, ask"
                " first: if {argument} is None: {argument} = nn.BatchNorm2d",
                page=IDENTITY,
                confidence="likely",
                more=_nothing_made,
            ),
            plain(
                "part.some_none",
                cause="something that is called is None: of a network mostly a layer that was taken out"
                " by setting it to None, model.fc = None",
                fix="use nn.Identity() in place of None: model.fc = nn.Identity(); print(model) shows"
                " which part is missing",
                page=IDENTITY,
                confidence="possible",
                tell="the last line of the traceback calls a part of the network, self.fc(x)",
                when=lambda told: not told.raised.frames,
            ),
        ),
    ),
    reading(
        "object of type '{kind:name}' has no len()",
        "'{kind:name}' object is not iterable",
        answers=(
            plain(
                "part.no_list",
                cause="a {kind} is no list of layers: it has them by name, and has no length",
                fix="layers = list(model.children()), or model.named_children() with their names; a"
                " stage, model.layer1, is an nn.Sequential and has both",
                page=f"{MODULE}#torch.nn.Module.children",
                when=lambda told: _network(told) and told.place not in ("optimizer", "data"),
            ),
        ),
    ),
    reading(
        "'{kind:name}' object is not subscriptable",
        "'{kind:name}' object is not iterable",
        "'{kind:name}' object is not reversible",
        "object of type '{kind:name}' has no len()",
        answers=(
            plain(
                "part.children",
                cause="the parts of a network are a generator, and children without brackets a method:"
                " neither is a list that can be cut",
                fix="list(model.children())[:-1], with the brackets of children() and list() around it",
                page=f"{MODULE}#torch.nn.Module.children",
                when=lambda told: _listed(told) and told.place not in ("optimizer", "data"),
            ),
        ),
    ),
    reading(
        "'{kind:name}' object has no attribute '{name:name}'",
        answers=(
            plain(
                "part.pyramid",
                cause="FeaturePyramidNetwork takes its maps in a dictionary with a name for each, and"
                " got a {kind}",
                fix="OrderedDict([('layer1', c2), ('layer2', c3), ...]), as IntermediateLayerGetter and"
                " create_feature_extractor give them; the order is that of in_channels_list",
                page=FPN,
                when=lambda told: (
                    told.text("name") in ("keys", "values", "items")
                    and any(one.name == "feature_pyramid_network.py" for one in told.raised.frames)
                ),
            ),
        ),
    ),
)
