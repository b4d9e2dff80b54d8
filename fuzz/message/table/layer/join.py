"""Messages of torch.cat and torch.stack."""

from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.layer.broadcast import rounded
from fuzz.message.table.layer.pages import function
from strategies.layer.combination import AXES, EVEN
from strategies.rule import RuleViolated

CAT, STACK = function("cat"), function("stack")
TRANSFORMS = "https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Resize.html"
CHANNELS = (1, 3, 4)


def _even(told: Told) -> None:
    raise RuleViolated(EVEN, told.text("wanted"), told.text("got"))


def _odd(told: Told) -> dict[str, str] | None:
    """Maps that are joined by their channels, of which one was halved and doubled."""
    one, other = told.number("got"), told.number("wanted")
    if told.number("dim") != 1 or ("axis" in told and told.number("axis") < 2):
        return None
    stride = rounded(one, other)
    return {"stride": str(stride)} if stride else None


def _ranks(told: Told) -> None:
    AXES.require(told.number("got") == told.number("wanted"), told.number("wanted"), told.number("got"))


def _differ(told: Told) -> bool:
    return told.number("got") != told.number("wanted")


READINGS = (
    reading(
        "Sizes of tensors must match except in dimension {dim:number}. Got {got:number} and"
        " {wanted:number} in dimension {axis:number}",
        "Sizes of tensors must match except in dimension {dim:number}. Got {got:number} and"
        " {wanted:number}",
        "Sizes of tensors must match except in dimension {dim:number}. Expected size"
        " {got:number} but got"
        " size {wanted:number}",
        answers=(
            asked(
                "forward",
                "UNetSkip",
                _even,
                cause="two maps that are joined by their channels have size {got} and {wanted}: an odd"
                " size was divided by {stride}, rounded, and multiplied by {stride} again",
                fix="use images whose height and width are multiples of 32 (pad or resize them), or"
                " interpolate to the size of the skip connection: F.interpolate(x,"
                " size=skip.shape[-2:])",
                confidence="likely",
                more=_odd,
            ),
            plain(
                "join.collated",
                cause="the images of a batch have different sizes, {got} and {wanted} along one"
                " dimension, and can't be stacked",
                fix="resize all to one height and width: transforms.Resize((224, 224)), or crop them:"
                " transforms.RandomResizedCrop(224)",
                page=TRANSFORMS,
                confidence="likely",
                when=lambda told: told.place == "data" and _differ(told),
            ),
            plain(
                "join.sizes",
                cause="the tensors that are joined along dimension {dim} must have the same sizes in all"
                " others, but one has {got} and another {wanted}",
                fix="print the shapes of all; resize maps to one size, F.interpolate(x,"
                " size=other.shape[-2:]), or join along the dimension in which they differ",
                page=CAT,
                when=_differ,
            ),
        ),
    ),
    reading(
        "Tensors must have same number of dimensions: got {got:number} and {wanted:number}",
        answers=(asked("forward", "Concat", _ranks),),
    ),
    reading(
        "zero-dimensional tensor (at position {n:number}) cannot be concatenated",
        answers=(
            plain(
                "join.scalars",
                cause="torch.cat joins tensors along a dimension that they have, but tensor {n} is a"
                " single number",
                fix="stack numbers: torch.stack(losses), or torch.tensor([loss.item() for loss in"
                " losses])",
                page=STACK,
            ),
        ),
    ),
    reading(
        "torch.cat(): expected a non-empty list of Tensors",
        "expected a non-empty list of Tensors",
        "stack expects a non-empty TensorList",
        answers=(
            plain(
                "join.nothing",
                cause="the list of tensors that are joined is empty: nothing was appended to it",
                fix="look at the loop that fills it: an empty DataLoader or a condition that is never"
                " true; skip the join where the list is empty",
                page=CAT,
            ),
        ),
    ),
    reading(
        "stack expects each tensor to be equal size, but got {one:sizes} at entry {:number} and"
        " {other:sizes} at entry {:number}",
        answers=(
            plain(
                "join.stacked",
                cause="torch.stack needs tensors of one shape, but got [{one}] and [{other}]",
                fix="bring them to one shape first (resize, crop or pad), or join them along a dimension"
                " that they have with torch.cat; in a DataLoader pass a collate_fn of your own",
                page=STACK,
                when=lambda told: told.shape("one") != told.shape("other"),
            ),
        ),
    ),
    reading(
        "cat(): argument 'tensors' (position 1) must be tuple of Tensors, not Tensor",
        "stack(): argument 'tensors' (position 1) must be tuple of Tensors, not Tensor",
        answers=(
            plain(
                "join.one_tensor",
                cause="torch.cat and torch.stack take one list of tensors, and got a tensor",
                fix="put them into a list: torch.cat([a, b], dim=1)",
                page=CAT,
            ),
        ),
    ),
    reading(
        "expected Tensor as element {n:number} in argument 0, but got {got:name}",
        answers=(
            plain(
                "join.other_element",
                cause="element {n} of the list of tensors that are joined is no tensor, but of the type"
                " {got}",
                fix="append tensors alone: outputs.append(output), torch.as_tensor(x) of an array or a"
                " number, x[0] of a tuple",
                page=CAT,
            ),
        ),
    ),
)
