"""Messages about the sizes that layers take."""

from fuzz.message.reading import Told, asked, reading
from fuzz.message.words import check_layer, saying
from strategies.contract.construction import ONE_ARGUMENT
from strategies.contract.forward import CALLED
from strategies.contract.predict import EMPTY_BATCH, UNBATCHED
from strategies.layer.combination import EVEN
from strategies.layer.common_rules import ROOM
from strategies.rule import RuleViolated
from strategies.value import Options


def _convolution(told: Told) -> str:
    return f"Conv{len(told.shape('weight')) - 2}d"


def _transposed(told: Told) -> str:
    return f"ConvTranspose{len(told.shape('weight')) - 2}d"


def _convolve(told: Told) -> None:
    outs, second, *window = told.shape("weight")
    groups = told.number("groups")
    options: Options = {
        "in_channels": second * groups,
        "out_channels": outs,
        "kernel_size": tuple(window),
        "groups": groups,
    }
    check_layer(_convolution(told), options, told.shape("got"))


def _convolve_transposed(told: Told) -> None:
    ins, outs, *window = told.shape("weight")
    options: Options = {"in_channels": ins, "out_channels": outs, "kernel_size": tuple(window)}
    check_layer(_transposed(told), options, told.shape("got"))


def _alone(told: Told) -> None:
    got = told.shape("got")
    raise RuleViolated(UNBATCHED, ("N", *got), got)


def _multiply(told: Told) -> None:
    """An input of more than two dimensions is multiplied as a matrix of its last dimension."""
    (rows, got), (wanted, made) = told.shape("got"), told.shape("weight")
    unflattened = wanted and rows % wanted == 0 and got % wanted
    features = (rows // wanted, wanted, got) if unflattened else (rows, got)
    check_layer("Linear", {"in_features": wanted, "out_features": made}, features)


def _normalisation(told: Told) -> str:
    return f"BatchNorm{min(3, max(1, len(told.shape('got')) - 2))}d"


def _normalise_one(told: Told) -> None:
    got = told.shape("got")
    check_layer(_normalisation(told), {"num_features": got[1]}, got, training=True)


def _normalise_others(told: Told) -> None:
    got, wanted = told.number("got"), told.number("wanted")
    check_layer("BatchNorm2d", {"num_features": wanted}, (2, got, 2, 2))


def _normalise_rank(told: Told) -> None:
    check_layer("BatchNorm2d", {"num_features": 2}, (2,) * told.number("rank"))


def _normalise_last(told: Told) -> None:
    check_layer("LayerNorm", {"normalized_shape": told.shape("wanted")}, told.shape("got"))


def _window(told: Told) -> str:
    return f"Conv{len(told.shape('kernel'))}d"


def _slide(told: Told) -> None:
    window = told.shape("kernel")
    options: Options = {"in_channels": 1, "out_channels": 1, "kernel_size": window}
    check_layer(_window(told), options, (1, 1, *told.shape("got")))


def _pooling(told: Told) -> str:
    return f"AvgPool{len(told.shape('got')) - 1}d"


def _pool(told: Told) -> None:
    raise RuleViolated(ROOM, "more", told.shape("got")[1:])


def _join(told: Told) -> None:
    raise RuleViolated(EVEN, told.text("wanted"), told.text("got"))


def _call(told: Told) -> None:
    raise RuleViolated(CALLED, told.text("name"), "deleted")


PARTS = ("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool", "fc")

READINGS = (
    reading(
        "Given groups={groups:number}, weight of size {weight:shape}, expected input{got:shape} to have",
        "Given groups={groups:number}, weight {weight:shape}, so expected input {got:shape} to have",
        "Given groups={groups:number}, weight{weight:shape}, so expected input{got:shape} to have",
        answers=(asked("forward", _convolution, _convolve),),
    ),
    reading(
        "Given transposed=1, weight of size {weight:shape}, expected input{got:shape} to have",
        "Given transposed=1, weight{weight:shape}, so expected input{got:shape} to have",
        answers=(asked("forward", _transposed, _convolve_transposed),),
    ),
    reading(
        "Expected 4-dimensional input for 4-dimensional weight {:shape}, but got 3-dimensional input of"
        " size {got:shape}",
        answers=(asked("forward", "network", _alone),),
    ),
    reading(
        "shapes cannot be multiplied ({got:shape} and {weight:shape})",
        "size mismatch, m1: {got:shape}, m2: {weight:shape}",
        answers=(asked("forward", "Linear", _multiply),),
    ),
    reading(
        "more than 1 value per channel when training, got input size {got:shape}",
        answers=(asked("forward", _normalisation, _normalise_one),),
    ),
    reading(
        "running_mean should contain {got:number} elements not {wanted:number}",
        answers=(asked("forward", "BatchNorm2d", _normalise_others),),
    ),
    reading(
        "expected 4D input (got {rank:number}D input)",
        answers=(asked("forward", "BatchNorm2d", _normalise_rank),),
    ),
    reading(
        "Given normalized_shape={wanted:shape}, expected input with shape {}, but got input of size"
        "{got:shape}",
        "Given normalized_shape={wanted:shape}, expected input with shape {}, but got input of size"
        " {got:shape}",
        answers=(asked("forward", "LayerNorm", _normalise_last),),
    ),
    reading(
        "input size per channel: {got:shape}. Kernel size: {kernel:shape}. Kernel size can't be",
        answers=(asked("forward", _window, _slide),),
    ),
    reading(
        "Given input size: {got:shape}. Calculated output size: {:shape}. Output size is too small",
        answers=(asked("forward", _pooling, _pool),),
    ),
    reading(
        "Sizes of tensors must match except in dimension {:number}. Got {got:number} and"
        " {wanted:number}",
        "Sizes of tensors must match except in dimension {:number}. Expected size {got:number} but got"
        " size {wanted:number}",
        answers=(asked("forward", "UNetSkip", _join),),
    ),
    reading(
        "object has no attribute '{name:name}'",
        answers=(asked("forward", "ResNet", _call, when=lambda told: told.text("name") in PARTS),),
    ),
    reading(
        "non-empty {} tensor expected but got",
        answers=(asked("forward", "network", saying(EMPTY_BATCH, "one or more", "none")),),
    ),
    reading(
        "__init__() missing 1 required positional argument: 'num_channels'",
        answers=(asked("build", "resnet", saying(ONE_ARGUMENT, "the number of channels alone", "two")),),
    ),
)
