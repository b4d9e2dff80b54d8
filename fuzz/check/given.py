"""given_probe(): the input, the loss and the target that a user names."""

from msgspec.structs import replace

from fuzz.check.guess import Tried, working_input
from fuzz.check.network.description import Description
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Returned
from fuzz.check.plain.tensor import Given
from fuzz.check.running.lab import Lab
from fuzz.error import FuzzError
from fuzz.text import counted
from strategies.loss import LOSSES, Loss, Target
from strategies.value import Shape


def given_probe(
    lab: Lab, there: Description, shapes: tuple[Shape, ...], loss: str, target: Shape | None
) -> Probe | None:
    """The probe with these inputs and this loss; None where neither is named.

    A target is one that fits the output, unless its shape is named. Raises `FuzzError` where the network
    requires more inputs, or takes fewer.
    """
    if shapes and len(shapes) < there.arguments:
        raise FuzzError(
            f"--input: forward() requires {there.arguments} inputs, but {len(shapes)} was given; put a"
            " comma between their shapes"
        )
    if shapes and there.most and len(shapes) > there.most:
        raise FuzzError(
            f"--input: forward() takes {counted(there.most, 'input')}, but {len(shapes)} were given; a"
            " shape has an x between its sizes: 2x3x224x224"
        )
    probe = Probe(inputs=tuple(map(Given, shapes))) if shapes else None
    if not loss:
        return probe
    tried = Tried(probe, lab.see(probe)) if probe is not None else working_input(lab, there)
    if not isinstance(tried.seen, Returned) or not tried.seen.outputs:
        return tried.probe
    output = next(iter(tried.seen.outputs.values()))
    fitting = LOSSES[loss].targets(output.shape)[0]
    wanted = Target(shape=target, dtype=fitting.dtype, values=fitting.values) if target else fitting
    return replace(tried.probe, loss=Loss(loss), target=wanted)
