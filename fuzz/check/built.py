"""told_of_building(): what was done to a network in vain while it was built."""

from collections.abc import Iterator

from fuzz.check.cause.forgotten import FORGOTTEN_FIX, MODULE, forgotten_text
from fuzz.check.cause.kind import FORGOTTEN
from fuzz.check.code.never import Never
from fuzz.check.network.building import Built
from fuzz.check.network.early import Early
from fuzz.check.network.late import Late
from fuzz.check.network.overwritten import Overwritten
from fuzz.check.plain.at import Kept
from fuzz.check.plain.oversight import Oversight
from fuzz.text import counted

APPLY = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.apply"
INIT = "https://docs.pytorch.org/docs/stable/nn.init.html"


def told_of_building(built: Built, gone: tuple[Overwritten, ...]) -> Iterator[Oversight]:
    """All of it; ``gone`` is what was overwritten, as is seen where it is built once more."""
    yield from map(_too_early, built.early)
    yield from map(_overwritten, gone)
    yield from map(_too_late, built.late)
    yield from map(_never, built.never)
    yield from _forgotten(built.forgotten)


def _too_early(one: Early) -> Oversight:
    """What a constructor does to layers that it makes afterwards."""
    what = f"{one.kind}.{one.call}()"
    return Oversight(
        "too_early",
        f"{what} finds no layers here: all {counted(one.modules, 'module')} inside of {one.kind} are"
        " made below, so that nothing is done to any of them",
        "do it at the end of __init__(), when all layers are there",
        one.site,
        one.place,
        APPLY,
    )


def _too_late(one: Late) -> Oversight:
    """What replaces a layer in a module that the network does not have, but only its layers."""
    return Oversight(
        "too_late",
        f"{one.name} of the {one.kind} is replaced after its layers were taken out of it: {one.site} is"
        " still the one from before, and nothing calls the new one",
        f"replace {one.name} first, and take the layers out of it then; or replace {one.site}",
        one.site,
        one.place,
    )


def _overwritten(one: Overwritten) -> Oversight:
    """Values that a constructor overwrites."""
    more = f" and {counted(len(one.names) - 1, 'more parameter')}" if one.names[1:] else ""
    given = "loaded into" if one.loaded else "given to"
    return Oversight(
        "overwritten",
        f"all values that are {given} {one.names[0]}{more} here are gone: line {one.by.line},"
        f" {one.by.code}, overwrites them",
        "do it below that line, or leave it out",
        one.names[0].rpartition(".")[0],
        one.place,
        INIT,
        minor=one.drawn and not one.loaded,
    )


def _never(one: Never) -> Oversight:
    fix = "print what the loop gives, and ask for that"
    done = f"{one.condition} is true for nothing that {one.over} gives"
    if one.of_names:
        fix = "names are whole paths, such as layer1.0.conv1.weight: name.startswith(tuple(names)), or"
        fix += ' name.split(".")[0] in names'
    return Oversight(
        "never_true",
        f"{done}, so that {one.done} is done for none",
        fix,
        "",
        one.place,
        minor=True,
    )


def _forgotten(those: tuple[Kept, ...]) -> Iterator[Oversight]:
    """What a second nn.Module.__init__ takes from a module, by its line."""
    for place in dict.fromkeys(one.place for one in those):
        here = tuple(one for one in those if one.place == place)
        text = forgotten_text(here)
        yield Oversight(FORGOTTEN, text, FORGOTTEN_FIX, here[0].site, place, MODULE)
