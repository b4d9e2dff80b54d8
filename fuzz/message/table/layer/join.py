"""Messages of torch.cat and torch.stack."""

from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.layer.linear_sizes import WIDTHS
from fuzz.message.table.layer.odd_size import rounded
from fuzz.message.table.layer.pages import function
from strategies.layer.combination import AXES, EVEN
from strategies.rule import RuleViolated

CAT, STACK = function("cat"), function("stack")
TRANSFORMS = "https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Resize.html"
CHANNELS = (1, 3, 4)


def _even(told: Told) -> None:
    raise RuleViolated(EVEN, told.text("wanted"), told.text("got"))


def _axis(told: Told) -> int:
    """The dimension in which the sizes differ; -1 where the message does not tell it."""
    if told.fields.get("index"):  # torch 1.7 and 1.8 name it in place of the one that is joined
        return told.number("dim")
    return told.number("axis") if "axis" in told else -1


def _maps(told: Told) -> bool:
    """Whether they may be feature maps that are joined by their channels."""
    dim, axis = told.number("dim"), _axis(told)
    if told.place == "data" or not _differ(told):
        return False
    return axis >= 2 if told.fields.get("index") else dim == 1 and (axis == -1 or axis >= 2)


def _odd(told: Told) -> dict[str, str] | None:
    """Maps that are joined by their channels, of which one was halved and doubled."""
    stride = rounded(told.number("got"), told.number("wanted")) if _maps(told) else 0
    return {"stride": str(stride)} if stride else None


def _strided(told: Told) -> dict[str, str] | None:
    """Maps of which one is several times as large as the other."""
    low, high = sorted((told.number("got"), told.number("wanted")))
    if not _maps(told) or low < 2 or high % low or high // low not in (2, 4, 8, 16, 32):
        return None
    return {"times": str(high // low), "low": str(low), "high": str(high)}


def _by_default(told: Told) -> bool:
    """Whether maps of other channels were joined along the batch, which torch.cat does by default."""
    sizes = (told.number("got"), told.number("wanted"))
    return (
        told.number("dim") == 0
        and _axis(told) in (-1, 1)
        and not told.fields.get("index")
        and told.place != "data"
        and _differ(told)
        and all(size in WIDTHS for size in sizes)
    )


def _samples(told: Told) -> bool:
    """Whether what is joined by its channels is of batches of several sizes."""
    return told.number("dim") != 0 and _axis(told) == 0 and _differ(told)


def _ranks(told: Told) -> None:
    AXES.require(told.number("got") == told.number("wanted"), told.number("wanted"), told.number("got"))


def _differ(told: Told) -> bool:
    return told.number("got") != told.number("wanted")


def _stages(told: Told) -> bool:
    """Whether two shapes differ in the channels alone, and both numbers are those of stages."""
    one, other = told.shape("one"), told.shape("other")
    alike = len(one) == len(other) > 1 and one[0] == other[0] and one[2:] == other[2:]
    return alike and one[1] != other[1] and {one[1], other[1]} <= set(WIDTHS)


READINGS = (
    reading(
        "Sizes of tensors must match except in dimension {dim:number}. Got {got:number} and"
        " {wanted:number} in dimension {axis:number}",
        "Sizes of tensors must match except in dimension {dim:number}. Got {got:number} and"
        " {wanted:number} (The offending index is {index:number})",
        "Sizes of tensors must match except in dimension {dim:number}. Got {got:number} and"
        " {wanted:number}",
        "Sizes of tensors must match except in dimension {dim:number}. Expected size {got:number} but"
        " got size {wanted:number}",
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
                "join.strided",
                cause="two maps that are joined by their channels have size {high} and {low}: one is"
                " {times} times as large as the other, because it was not upsampled, or has another"
                " stride",
                fix="resize one to the other, F.interpolate(x, size=skip.shape[-2:]), or take the skip"
                " connection from the stage that has the same size",
                page=CAT,
                confidence="likely",
                more=_strided,
            ),
            plain(
                "join.samples",
                cause="the tensors that are joined along dimension {dim} have batches of {got} and"
                " {wanted}: one is of another batch, or its batch was flattened away or written down",
                fix="take both from the same batch, and x.size(0) in place of a fixed batch size",
                page=CAT,
                when=_samples,
            ),
            plain(
                "join.by_default",
                cause="the tensors are joined along dimension 0, the batch, as torch.cat does by"
                " default, but have {got} and {wanted} channels",
                fix="join them by their channels: torch.cat([a, b], dim=1)",
                page=CAT,
                confidence="possible",
                tell="print the shapes of all: they are alike but for their channels, dimension 1",
                when=_by_default,
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
                "join.maps",
                cause="two maps that are joined by their channels have size {got} and {wanted}: height"
                " and width of the two must be equal",
                fix="resize one to the other in front of torch.cat, F.interpolate(x,"
                " size=other.shape[-2:]), or use the same padding and stride in both branches; for a"
                " network that is not yours use images whose height and width are multiples of 32",
                page=CAT,
                confidence="likely",
                when=_maps,
            ),
            plain(
                "join.sizes",
                cause="tensors that are joined must have the same sizes in all dimensions but the one"
                " along which they are joined, but one has {got} and another {wanted}",
                fix="print the shapes of all in front of the line that the traceback names, and bring"
                " them to one size",
                page=CAT,
                confidence="likely",
                tell="print the shapes of all: they differ in height or width, or in the batch",
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
                "join.stages",
                cause="torch.stack needs tensors of one shape, but got [{one}] and [{other}]: features"
                " of stages, or networks, with another number of channels",
                fix="join them along the channels, torch.cat(features, dim=1); or bring all to one width"
                " first, by a projection (nn.Linear, nn.Conv2d(..., 1)) or adaptive pooling over the"
                " channels",
                page=STACK,
                when=_stages,
            ),
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
        # torch before 2.13
        "cat() received an invalid combination of arguments - got (Tensor, {}), but expected one of: *"
        " (tuple of Tensors tensors,",
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
