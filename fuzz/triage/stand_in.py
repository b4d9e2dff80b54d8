"""stand_in(): an entry with a smaller image, which shows most failures as well, and sooner."""

from msgspec.structs import replace

from fuzz.catalogue.entry import Entry, Proof
from strategies.case import ORDINARY, Case
from strategies.contract import predict

SIDE = 64
"""H and W of a smaller image: the last stage of a ResNet has maps of 2 x 2 for it, so that a window, a
norm and a flatten find more than one value, as they do for an ordinary image."""


def stand_in(entry: Entry) -> Entry | None:
    """The entry with smaller images wherever it has ordinary ones.

    None where it has none, and where the contract has it that its passing case does not pass with one,
    as that of a layer whose options were made for the ordinary size.
    """
    case = smaller(entry.case)
    if case == entry.case:
        return None
    passing = smaller(entry.passing) if entry.passing is not None else None
    if passing is not None and predict(passing).any_violation is not None:
        return None
    return replace(entry, case=case, passing=passing, proof=_with_smaller(entry.proof))


def _with_smaller(proof: Proof | None) -> Proof | None:
    if proof is None or proof.case is None:
        return proof
    return replace(proof, case=smaller(proof.case))


def smaller(case: Case) -> Case:
    """A case whose image has the ordinary H and W says nothing about them: they may be others.

    Any other case as it is.
    """
    *front, height, width = case.input.shape if len(case.input.shape) == 4 else (0, 0)
    if (height, width) != ORDINARY.input.shape[-2:]:
        return case
    return replace(case, input=replace(case.input, shape=(*front, SIDE, SIDE)))
