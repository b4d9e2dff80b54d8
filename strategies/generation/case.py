"""cases(): whole combinations, valid by construction except for mostly one fault at a chosen place."""

from collections.abc import Sequence

from hypothesis import strategies as st
from msgspec.structs import replace

from strategies.case import Case
from strategies.generation.loss import losses, targets
from strategies.generation.network import networks
from strategies.loss import LOSSES, Loss
from strategies.network.models import DEFAULT
from strategies.shape_inference import infer_shapes
from strategies.validation import is_valid


def cases(*, perilous: bool = False, subjects: Sequence[str] = (DEFAULT,)) -> st.SearchStrategy[Case]:
    """Combinations of a ResNet, its edits, an input, a loss and a target.

    ``subjects`` are the models, such as ``("resnet18", "wide_resnet50_2")``: see docs/subjects.md.

    A network and input of `networks`; for two in three of them the ordinary loss with a target that
    fits the inferred output, else a loss and a target that may have one thing wrong. Shrinks towards
    the ordinary network and loss on a (2, 3, 32, 32) input. `check` accepts every case: known
    names, complete, and not too large to run. One in a few hundred may end the process that runs it,
    where ``perilous`` ones are asked for: `observe` runs those in another process, which takes about a
    second.
    """
    return _combinations(perilous, networks(subjects=subjects)).filter(is_valid)


@st.composite
def _combinations(draw: st.DrawFn, perilous: bool, drawn: st.SearchStrategy[Case]) -> Case:
    case = draw(drawn)
    output = infer_shapes(case).output
    if not draw(st.sampled_from((False, False, True))):
        return replace(case, target=LOSSES[Loss().kind].targets(output)[0])
    loss = draw(losses(output))
    return replace(case, loss=loss, target=draw(targets(output, loss, perilous=perilous)))
