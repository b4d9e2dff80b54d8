"""cases(): whole combinations, valid by construction except for mostly one fault at a chosen place."""

from hypothesis import strategies as st
from msgspec.structs import replace

from strategies.case import Case
from strategies.generation.loss import losses, targets
from strategies.generation.network import networks
from strategies.loss import LOSSES, Loss
from strategies.shape_inference import infer_shapes
from strategies.validation import is_valid


def cases(*, perilous: bool = False) -> st.SearchStrategy[Case]:
    """Combinations of a ResNet-50, its edits, an input, a loss and a target.

    A network and input of `networks`; for two in three of them the ordinary loss with a target that
    fits the inferred output, else a loss and a target that may have one thing wrong. Shrinks towards
    the ordinary network and loss on a (2, 3, 32, 32) input. `check` accepts every case: known
    names, complete, and not too large to run. One in a few hundred may end the process that runs it,
    where ``perilous`` ones are asked for: `observe` runs those in another process, which takes about a
    second.
    """
    return _combinations(perilous).filter(is_valid)


@st.composite
def _combinations(draw: st.DrawFn, perilous: bool) -> Case:
    case = draw(networks())
    output = infer_shapes(case).output
    if not draw(st.sampled_from((False, False, True))):
        return replace(case, target=LOSSES[Loss().kind].targets(output)[0])
    loss = draw(losses(output))
    return replace(case, loss=loss, target=draw(targets(output, loss, perilous=perilous)))
