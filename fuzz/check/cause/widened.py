"""of_widened(): float64 that comes of a tensor of the network's own."""

from fuzz.check.cause.kind import WIDENED, Cause
from fuzz.check.plain.at import Widened


def of_widened(widened: Widened) -> Cause:
    """What made float64 of the input, which the error is about further on."""
    line = f" at {widened.place}" if widened.place is not None else ""
    if widened.converted:
        fix = "leave out the conversion, or convert to the dtype of the weights: x.to(weight.dtype)"
        text = f"the float32 input is made {widened.converted}{line}, and the weights are float32"
        return Cause(text, fix, WIDENED, place=widened.place)
    whose = (
        f"the {widened.kind} {widened.name}" if widened.name else "a tensor that is made in forward()"
    )
    text = f"{whose} is float64, so that the float32 input becomes float64 with it{line}"
    if widened.beside:
        text = f"{whose} is float64, and what it is taken with{line} is float32"
    fix = "make it float32, as numbers from numpy are not: torch.from_numpy(array).float(), or"
    fix = f"{fix} torch.tensor(array, dtype=torch.float32)"
    place = widened.made or (widened.place if not widened.name else None)
    return Cause(text, fix, WIDENED, site=widened.name, place=place)
