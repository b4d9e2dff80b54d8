"""stand_in(): an entry with less work to do, which shows most failures as well, and sooner."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from fuzz.catalogue.entry import Entry, Proof
from strategies.case import ORDINARY, Case
from strategies.contract import predict
from strategies.names import MAX_EDITS
from strategies.network.models import model_of, network
from strategies.network.node import Block, at
from strategies.surgery import Remove, site_of

SIDE = 64
"""H and W of a smaller image: the last stage of a ResNet has maps of 2 x 2 for it, so that a window, a
norm and a flatten find more than one value, as they do for an ordinary image."""

Lighter = Callable[[Case], Case]


def stand_in(entry: Entry) -> Entry | None:
    """The entry with smaller images wherever it has ordinary ones, and fewer blocks where it can.

    None where that leaves it as it is, and where the contract has it that its passing case does not pass
    so, as that of a layer whose options were made for the ordinary size.
    """
    return next(_still_passing(entry, (_lightest, smaller)), None)


def _still_passing(entry: Entry, ways: tuple[Lighter, ...]) -> Iterator[Entry]:
    for lighter in ways:
        case = lighter(entry.case)
        if case == entry.case:
            continue
        passing = lighter(entry.passing) if entry.passing is not None else None
        if passing is None or predict(passing).any_violation is None:
            yield replace(entry, case=case, passing=passing, proof=_lighter(entry.proof, lighter))


def _lighter(proof: Proof | None, lighter: Lighter) -> Proof | None:
    if proof is None or proof.case is None:
        return proof
    return replace(proof, case=lighter(proof.case))


def _lightest(case: Case) -> Case:
    return shallower(smaller(case))


def smaller(case: Case) -> Case:
    """A case whose image has the ordinary H and W says nothing about them: they may be others.

    Any other case as it is.
    """
    *front, height, width = case.input.shape if len(case.input.shape) == 4 else (0, 0)
    if (height, width) != ORDINARY.input.shape[-2:]:
        return case
    return replace(case, input=replace(case.input, shape=(*front, SIDE, SIDE)))


def shallower(case: Case) -> Case:
    """A case that names no block says nothing about how many there are: each stage keeps its first.

    The others keep the shape of what they are given, so that they may be left out; where they are more
    than a case may have edits, those of the last stages are, which have the most weights. A block that
    an edit is made in stays.
    """
    edited = {f"{site_of(edit)}." for edit in case.edits}
    repeated = [
        site for site in _repeated(case) if not any(own.startswith(f"{site}.") for own in edited)
    ]
    room = MAX_EDITS - len(case.edits)
    left_out = repeated[max(0, len(repeated) - room) :]
    return replace(case, edits=(*(Remove(site=site) for site in left_out), *case.edits))


def _repeated(case: Case) -> Iterator[str]:
    """The sites of the blocks of each stage behind its first.

    Source: ``ResNet._make_layer`` of torchvision/models/resnet.py
    """
    for stage in model_of(case.subject).stages:
        block = at(network(case.subject), stage)
        if isinstance(block, Block):
            yield from (f"{stage}.{name}" for name in list(block.children)[1:])


def _is_in(edited: set[str], site: str) -> bool:
    return any(own.startswith(f"{site}.") for own in edited)
