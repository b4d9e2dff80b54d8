"""Messages of torch before 0.4: of Variables, and of THNN, which lists the arguments of a layer."""

import re
from collections.abc import Iterator, Mapping

from fuzz.message.reading import Told, plain, reading

MIGRATION = "https://pytorch.org/blog/pytorch-0_4_0-migration-guide/"
NN = "https://docs.pytorch.org/docs/stable/generated/torch.nn"
ARGUMENT = re.compile(r"torch\.(?P<cuda>cuda\.)?(?P<type>\w+)Tensor(?: (?P<name>\w+))?$")


def _differing(told: Told) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """The tensors that came, each beside the one that was expected in its place and differs."""
    came, wanted = (told.text(side).split(", ") for side in ("got", "wanted"))
    for one, other in zip(came, wanted, strict=False):
        pair = ARGUMENT.search(one), ARGUMENT.search(other)
        if (
            pair[0]
            and pair[1]
            and (pair[0]["cuda"], pair[0]["type"]) != (pair[1]["cuda"], pair[1]["type"])
        ):
            yield pair[0], pair[1]


def _argument(told: Told, *, device: bool) -> Mapping[str, str] | None:
    for came, wanted in _differing(told):
        moved = came["cuda"] != wanted["cuda"]
        if moved == device:
            return {
                "argument": wanted["name"] or "its input",
                "came": f"{'GPU' if came['cuda'] else 'CPU'}" if device else came["type"],
                "needs": f"{'GPU' if wanted['cuda'] else 'CPU'}" if device else wanted["type"],
            }
    return None


def _classes(told: Told) -> Mapping[str, str] | None:
    """A target of class indices that is of another type than Long."""
    found = _argument(told, device=False)
    return found if found and found["argument"] == "target" and found["needs"] == "Long" else None


INVALID = tuple(
    f"{{function:name}}_{update} received an invalid combination of arguments - got ({{got:text}}){{}}"
    "but expected ({wanted:text})"
    for update in ("updateOutput", "updateGradInput")
)

READINGS = (
    reading(
        "argument {number:number} is not a Variable",
        "expected a Variable argument, but got {got:name}",
        "expected Variable (got {got:type})",
        "expected Variable as element {number:number} in argument {argument:number}, but got",
        "save_for_backward can only save input or output tensors",
        answers=(
            plain(
                "earlier.not_a_variable",
                cause="before torch 0.4 a network takes Variables, and it was given a tensor as it is",
                fix="from torch.autograd import Variable; output = model(Variable(images)), and the same"
                " for the target of a loss; or update torch to 0.4 or later, where tensors are taken",
                page=MIGRATION,
            ),
        ),
    ),
    reading(
        *INVALID,
        answers=(
            plain(
                "earlier.thnn_classes",
                cause="the loss takes class indices, a LongTensor, for its target, and got a"
                " {came}Tensor: labels of another type, or one-hot rows",
                fix="target = target.long() of class indices [N]; of one-hot rows [N, C]"
                " target.max(1)[1]; probabilities are taken since torch 1.10 alone",
                page=f"{NN}.CrossEntropyLoss.html",
                more=_classes,
            ),
            plain(
                "earlier.thnn_device",
                cause="{argument} of the layer or loss is on the {came}, and the others are on the"
                " {needs}",
                fix="move all to one device: model.cuda(), images.cuda() and target.cuda()",
                page="https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch.device",
                more=lambda told: _argument(told, device=True),
            ),
            plain(
                "earlier.thnn_type",
                cause="{argument} of the layer or loss is a {came}Tensor, and a {needs}Tensor is wanted",
                fix="convert the data: x.float() for images and for targets that are numbers (arrays of"
                " NumPy are Double), target.long() for class indices",
                page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.to.html",
                more=lambda told: _argument(told, device=False),
            ),
        ),
    ),
)
