"""The sizes of a product, as a message tells them, and where they were multiplied."""

from fuzz.message.reading import Told
from fuzz.message.words import check_layer

WIDTHS = (2048, 1024, 512, 256, 128, 64, 1280, 1536, 1792, 960, 576)
"""The channels that backbones give at their end, ResNets first."""

CLASSES = 1000
"""The outputs of a network trained on ImageNet."""


def matrices(told: Told) -> tuple[int, int, int, int] | None:
    """Rows and columns of the input, and of the weight; None where they fit, or are no matrices."""
    got, weight = told.shape("got"), told.shape("weight")
    if len(got) != 2 or len(weight) != 2 or got[1] == weight[0]:
        return None
    return (*got, *weight)


def numbers(told: Told) -> dict[str, str] | None:
    """Rows and columns of both matrices."""
    sizes = matrices(told)
    names = ("rows", "columns", "wanted", "made")
    return dict(zip(names, map(str, sizes), strict=True)) if sizes else None


def in_linear(told: Told) -> bool:
    """Whether a linear layer multiplied, if frames tell; an old release says no more of itself."""
    return told.place == "linear" or not told.raised.frames


def operator(told: Told) -> bool:
    """Whether a line of one's own source multiplies matrices: those of torch do so for its layers."""
    last = told.raised.frames[-1] if told.raised.frames else None
    if last is None or "torch/nn/" in last.path:
        return False
    return any(
        one in last.source for one in (" @ ", "torch.mm(", "matmul(", "bmm(", "einsum(", "addmm(")
    )


def sized(told: Told) -> None:
    """Ask the contract for the number of features."""
    sizes = matrices(told)
    if sizes is not None:
        rows, got, wanted, made = sizes
        check_layer("Linear", {"in_features": wanted, "out_features": made}, (rows, got))


def in_features(told: Told) -> dict[str, str] | None:
    """What to do where the sizes don't tell what the input is."""
    sizes = matrices(told)
    if sizes is None:
        return None
    _, got, wanted, made = sizes
    if got in WIDTHS and wanted in WIDTHS:
        return {
            "advice": f"make it nn.Linear({got}, {made}), for the {got} features that the network in"
            " front"
            f" gives; read it from there, model.fc.in_features, so that it is right for each network; or"
            f" use the network with {wanted} features that the layer was made for"
        }
    return {
        "advice": f"print(x.shape) in front of the layer: make it nn.Linear({got}, {made}) if the"
        f" {got} features are those that are meant, or else give it the {wanted} it was made for (the"
        " images, or the network in front, are others than it was written for)"
    }
