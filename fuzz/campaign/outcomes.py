"""Outcomes: how the evaluations of a shard came out, by loss and target, and by image and truncation."""

from collections import Counter
from functools import lru_cache

from fuzz.campaign.grid import Grid, GridCounter, Result
from fuzz.catalogue.entry import identify
from fuzz.execution.composition.comparison import all_pairings, shape_to_fit
from fuzz.execution.composition.compose import Composed
from fuzz.execution.memo import Memo
from fuzz.verdict import Signature
from fuzz.verdict.evaluation import Evaluation
from fuzz.verdict.table import Table
from strategies.case import Case
from strategies.stage import STAGES
from strategies.surgery import Truncate
from strategies.value import Shape

USUAL = ("int64", "float32")
"""The dtypes of targets that have columns of their own; the others share one."""

OTHER_DTYPE = "another dtype"
OTHER_SHAPE = "another shape"

QUIET = ("silent", "warned", "nonfinite", "divergent")
"""The kinds of findings in which nothing is raised."""

BUCKETS = (0, 1, 2, 4, 8, 16, 32, 64, 128, 224)
"""The least size of each group of images."""

WHOLE = "nothing cut off"


class Outcomes:
    """Counts evaluations into the two grids."""

    def __init__(self) -> None:
        self._losses, self._sizes = GridCounter(), GridCounter()

    def add_network(self, case: Case, table: Table) -> None:
        """Count whether the network itself ran, where nothing but truncation is done to it."""
        if len(case.input.shape) != 4 or not all(isinstance(edit, Truncate) for edit in case.edits):
            return
        failing = next((one for one in table.first if _in_network(one)), None)
        dropped = sum(edit.drop for edit in case.edits if isinstance(edit, Truncate))
        row = f"last {dropped} cut off" if dropped else WHOLE
        column = bucket_of(min(case.input.shape[2:]))
        if failing is None:
            self._sizes.add(row, column, "fine")
        else:
            self._sizes.add(row, column, result_of(failing), identify(failing))

    def add_losses(self, table: Table, output: Shape, times: int) -> None:
        """Count how each loss with its default options took each target, in a table of an output that
        the network gave without a finding; what only a real run could decide is left out."""
        _, counted = _counted.get((id(table), output), lambda: (table, _counts(table, output)))
        for (row, column, result, name), count in counted.items():
            self._losses.add(row, column, result, name, count * times)

    def losses(self) -> Grid:
        """A row for each loss, a column for each kind of target."""
        return self._losses.grid()

    def sizes(self) -> Grid:
        """A row for each number of modules that are cut off, a column for each group of images."""
        return self._sizes.grid()


def result_of(signature: Signature) -> Result:
    """Whether something is raised in a finding, or nothing is."""
    return "silent" if signature.kind in QUIET else "raises"


def bucket_of(size: int) -> str:
    """The group of an image, by the smaller of its sides."""
    at = max(index for index, least in enumerate(BUCKETS) if least <= size)
    if at + 1 == len(BUCKETS):
        return f"{BUCKETS[at]} px or more"
    least, most = BUCKETS[at], BUCKETS[at + 1] - 1
    return f"{least} px" if least == most else f"{least} to {most} px"


def _in_network(signature: Signature) -> bool:
    return STAGES.index(signature.stage) <= STAGES.index("forward")


Counts = Counter[tuple[str, str, Result, str]]
"""How often a row and a column had a result, with the id of its failure."""

_counted: Memo[tuple[Table, Counts]] = Memo(1024)
"""What tables come to, each with its table, so that no other has its identity: shards share them."""


def _counts(table: Table, output: Shape) -> Counts:
    labels = labels_of(output)
    counts: Counts = Counter()
    if len(labels) != len(table.verdicts):
        return counts
    for label, verdict in zip(labels, table.verdicts, strict=True):
        if label is None or isinstance(verdict, frozenset):
            continue
        if verdict is None:
            counts[(*label, "fine", "")] += 1
        elif not _in_network(verdict):
            counts[(*label, result_of(verdict), identify(verdict))] += 1
    return counts


@lru_cache(maxsize=64)
def labels_of(output: Shape) -> tuple[tuple[str, str] | None, ...]:
    """The row and column of each pairing of an output; None for a loss with options of its own."""
    fitting: dict[str, Shape] = {}
    labels: list[tuple[str, str] | None] = []
    for loss, target in all_pairings(output):
        plain = fitting.setdefault(loss.kind, target.shape)  # the first one fits
        if loss.options:
            labels.append(None)
        elif target.shape != plain:
            labels.append((loss.kind, OTHER_SHAPE))
        elif target.dtype not in USUAL:
            labels.append((loss.kind, OTHER_DTYPE))
        else:
            labels.append((loss.kind, f"{target.dtype} {target.values}"))
    return tuple(labels)


def output_of(evaluation: Evaluation) -> Shape | None:
    """The shape that losses were compared with; None where the network gave no output."""
    composed = evaluation.composed
    return shape_to_fit(composed.output) if isinstance(composed, Composed) else None
