"""The two grids of a shard: what real evaluations come to in them."""

from fuzz.campaign.outcomes import OTHER_DTYPE, OTHER_SHAPE, WHOLE, bucket_of, labels_of
from fuzz.campaign.tally import Tally
from fuzz.execution.composition.comparison import all_pairings
from fuzz.verdict.evaluation import evaluate
from strategies.case import Case
from strategies.input import Input
from strategies.surgery import Remove, Truncate

SMALL = Input(shape=(2, 3, 32, 32))


def test_each_pairing_has_a_label_but_those_of_losses_with_options() -> None:
    pairings, labels = all_pairings((2, 1000)), labels_of((2, 1000))
    assert len(pairings) == len(labels)
    for (loss, target), label in zip(pairings, labels, strict=True):
        assert (label is None) == bool(loss.options)
        if label is not None and label[1] not in (OTHER_DTYPE, OTHER_SHAPE):
            assert label == (loss.kind, f"{target.dtype} {target.values}")
    assert ("CrossEntropyLoss", "int64 classes") in labels
    assert ("CrossEntropyLoss", OTHER_SHAPE) in labels


def test_images_are_put_into_groups() -> None:
    sizes = (0, 1, 2, 3, 4, 31, 32, 223, 224, 9000)
    assert [bucket_of(size) for size in sizes] == [
        "0 px",
        "1 px",
        "2 to 3 px",
        "2 to 3 px",
        "4 to 7 px",
        "16 to 31 px",
        "32 to 63 px",
        "128 to 223 px",
        "224 px or more",
        "224 px or more",
    ]


def test_real_evaluations_are_counted() -> None:
    tally = Tally()
    for case in (
        Case(input=SMALL),
        Case(input=Input(shape=(2, 4, 32, 32))),
        Case(input=Input(shape=(2, 4, 32, 32)), edits=(Truncate(drop=1),)),
        Case(input=Input(shape=(2, 3, 64, 64)), edits=(Remove(site="avgpool"),)),
    ):
        tally.add(evaluate(case))
    losses, sizes = tally.grids()
    by_place = {(cell.row, cell.column): cell for cell in sizes}
    ordinary = by_place[(WHOLE, "32 to 63 px")]
    assert (ordinary.fine, sum(ordinary.raises.values())) == (1, 1)
    assert next(iter(ordinary.raises)).startswith("forward-conv2d.channels")
    assert sum(by_place[("last 1 cut off", "32 to 63 px")].raises.values()) == 1
    assert len(sizes) == 2  # a network with any other edit tells nothing of truncation
    entropy = {cell.column: cell for cell in losses if cell.row == "CrossEntropyLoss"}
    assert entropy["int64 classes"].fine > 0
    assert not entropy[OTHER_SHAPE].fine or entropy[OTHER_SHAPE].raises
    assert entropy["float32 classes"].raises
    tally.begin_anew(last=True)
    assert tally.grids() == ((), ())
