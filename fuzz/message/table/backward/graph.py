"""Messages about the graph: a loss that has none, or one whose graph is gone."""

from fuzz.message.answer import Answer
from fuzz.message.reading import Told, also, asked, plain, reading
from fuzz.message.table.loss.common import advised, shows
from fuzz.message.words import saying
from strategies.contract.backward import REQUIRES_GRAD, SCALAR

NOTES = "https://docs.pytorch.org/docs/stable/notes/autograd.html"
BACKWARD = "https://docs.pytorch.org/docs/stable/generated/torch.Tensor.backward.html"
PREDICTED = (
    r"argmax\(|\.max\(.*\)\[1\]|torch\.max\(.*\)\[1\]|\.round\(\)|\.item\(\)|\.detach\(\)|numpy\(\)"
)

TWICE = plain(
    "autograd.twice",
    cause="backward() went through the same graph a second time, but its saved tensors were freed by the"
    " first backward()",
    fix="add the losses and call backward() once: (loss1 + loss2).backward(); or call the first one with"
    " backward(retain_graph=True), and compute the loss anew in each iteration",
    page=BACKWARD,
    confidence="likely",
)
KEPT = plain(
    "autograd.kept_graph",
    cause="a tensor that was computed in an earlier iteration is used in this one, so that backward()"
    " goes through the freed graph of that iteration",
    fix="detach what is kept from one iteration to the next (a hidden state, a running average, a memory"
    " bank, cached features): kept = kept.detach(), and sum losses as total += loss.item()",
    page=NOTES,
    confidence="possible",
    tell="the first iteration passes and the second raises it: something is computed outside of the loop"
    " or kept from the iteration before",
)
SHARED = plain(
    "autograd.shared_output",
    cause="one output, such as that of a generator, enters two losses with a backward() for each",
    fix="detach it for the other network, discriminator(fake.detach()), and run it anew for its own"
    " loss",
    page=NOTES,
    confidence="possible",
    tell="two networks with an optimizer for each share an output",
)


def _no_graph(told: Told) -> Answer | None:
    """What the line of backward() shows: a prediction has no gradient, whatever the network."""
    words = saying(REQUIRES_GRAD, "requires grad", "without a grad_fn")
    if shows(told, PREDICTED):
        fix = (
            "compute the loss from the output itself: argmax(), max()[1], round(), detach(), item() and"
            " numpy() have no gradient"
        )
        return advised(asked("backward", "network", words), fix, told)
    fix = (
        "find where the graph ends: if output.requires_grad is False, the network ran under"
        " torch.no_grad() or all parameters on the way to this loss are frozen (unfreeze what is to be"
        " trained: model.fc.requires_grad_(True); a layer that is open and takes no part in this loss,"
        " as a classifier beside a loss of the features, doesn't help); if it is True, the loss was made"
        " from argmax(), item(), detach() or a new torch.tensor(...)"
    )
    return advised(asked("backward", "network", words, confidence="likely"), fix, told)


FROZEN = plain(
    "autograd.all_frozen",
    cause="no parameter that the loss depends on has requires_grad=True: all layers are frozen",
    fix="replace or unfreeze the head after freezing: model.fc = nn.Linear(model.fc.in_features,"
    " classes), or model.fc.requires_grad_(True)",
    page=NOTES,
    confidence="possible",
    tell="any(p.requires_grad for p in model.parameters()) is False",
)
DISCONNECTED = plain(
    "autograd.disconnected",
    cause="the loss was computed from something without a gradient: argmax(), round(), a comparison,"
    " detach(), item(), numpy() or a new torch.tensor(...)",
    fix="compute the loss from the logits that the network returns",
    page=NOTES,
    confidence="possible",
    tell="output.requires_grad is True, but loss.requires_grad is False",
)

READINGS = (
    reading(
        "Trying to backward through the graph a second time",
        # 0.2 and earlier
        "Trying to backward through the graph second time, but the buffers have already been freed",
        "Trying to backward through the graph second time",
        answers=(TWICE, also(KEPT), also(SHARED)),
    ),
    reading(
        "element {:number} of tensors does not require grad",
        "element {:number} of variables does not require grad",
        # torch 0.1 and 0.2
        "there are no graph nodes that require computing gradients",
        answers=(_no_graph, also(FROZEN), also(DISCONNECTED)),
    ),
    reading(
        "grad can be implicitly created only for scalar outputs",
        answers=(
            asked(
                "backward",
                "CrossEntropyLoss",
                saying(SCALAR, "a scalar loss", "[N, ...]"),
                fix="use reduction='mean', or call loss.mean().backward(); under nn.DataParallel a loss"
                " that is computed inside the network has one element for each GPU: loss.mean()",
            ),
        ),
    ),
    reading(
        "grad can be implicitly created only for real scalar outputs but got {got:name}",
        "grad can be computed only for real scalar outputs but got {got:name}",
        answers=(
            plain(
                "autograd.complex_loss",
                cause="backward() expects a real loss, but got one of dtype {got}",
                fix="make the loss real: loss.abs().mean(), or loss.real",
                page=BACKWARD,
            ),
        ),
    ),
    reading(
        "Mismatch in shape: grad_output[{:number}] has a shape of {got:sizes} and output[{:number}]"
        " has a shape of {wanted:sizes}.",
        # torch 1.0 to 1.4: https://github.com/pytorch/pytorch/blob/v1.0.0/torch/csrc/autograd/engine.cpp
        "invalid gradient at index {:number} - expected shape {wanted:sizes} but got {got:sizes}",
        answers=(
            plain(
                "autograd.gradient_of_scalar",
                cause="backward(gradient) was called on a single number (a sum, a mean, a loss) with a"
                " gradient of shape [{got}]",
                fix="leave the argument out: loss.backward(); to weigh the elements before they are"
                " summed, call it on them, output.backward(gradient) with a gradient of the shape of"
                " output",
                page=BACKWARD,
                when=lambda told: not told.shape("wanted"),
            ),
            plain(
                "autograd.gradient_shape",
                cause="backward(gradient) expects a gradient of the shape of its tensor, [{wanted}],"
                " but got [{got}]",
                fix="pass torch.ones_like(output), or make a scalar first: output.sum().backward()",
                page=BACKWARD,
            ),
        ),
    ),
    reading(
        "differentiated Tensor{} appears to not have been used in the graph",
        "differentiated Variables appears to not have been used in the graph",
        answers=(
            plain(
                "autograd.unused",
                cause="torch.autograd.grad() was asked for the gradient of a tensor that the output"
                " does not depend on",
                fix="differentiate the very tensor that went through the network (x.requires_grad_()"
                " before the forward pass, not a copy or slice of it made later), or pass"
                " allow_unused=True and expect None",
                page="https://docs.pytorch.org/docs/stable/generated/torch.autograd.grad.html",
            ),
        ),
    ),
    reading(
        "One of the differentiated Tensors does not require grad",
        answers=(
            plain(
                "autograd.input_without_grad",
                cause="torch.autograd.grad() was asked for the gradient of a tensor with"
                " requires_grad=False",
                fix="call x.requires_grad_() before the forward pass (unfreeze it, if it is a"
                " parameter)",
                page="https://docs.pytorch.org/docs/stable/generated/torch.autograd.grad.html",
            ),
        ),
    ),
    reading(
        "'{got:name}' object has no attribute 'backward'",
        answers=(
            plain(
                "autograd.no_tensor",
                cause="backward() belongs to the tensor of the loss, but this is a {got}",
                fix="call backward() before .item(), float() or .numpy(), and add losses as tensors:"
                " loss = sum(losses); loss.backward(); a network that returns a dict of losses needs"
                " sum(losses.values())",
                page=BACKWARD,
                when=lambda told: (
                    told.text("got")
                    in ("float", "int", "list", "tuple", "dict", "numpy.float64", "numpy.ndarray", "str")
                    or told.text("got").startswith("numpy")
                ),
            ),
            plain(
                "autograd.function_for_loss",
                cause="backward() belongs to the tensor of the loss, and this is the function that"
                " computes it: it was not called, or has the same name",
                fix="loss = criterion(output, target); loss.backward(), with another name for the"
                " function",
                page=BACKWARD,
                when=lambda told: (
                    told.text("got") in ("function", "method", "builtin_function_or_method")
                ),
            ),
            plain(
                "autograd.no_loss",
                cause="backward() belongs to the tensor of the loss, but the loss is None: the function"
                " that computes it returns nothing",
                fix="add return loss to the function that computes it",
                page=BACKWARD,
                when=lambda told: told.text("got") == "NoneType",
            ),
        ),
    ),
    reading(
        "Inference tensors cannot be saved for backward",
        "Inference tensors cannot be saved for backward. To work around you can make a clone to get a"
        " normal tensor and use it in autograd",
        answers=(
            plain(
                "autograd.inference",
                cause="a tensor made under torch.inference_mode() is used in a computation that is"
                " differentiated",
                fix="compute it under torch.no_grad() in place of torch.inference_mode(), or pass a"
                " copy: features.clone()",
                page="https://docs.pytorch.org/docs/stable/generated/torch.autograd.grad_mode"
                ".inference_mode.html",
            ),
        ),
    ),
    reading(
        "Inplace update to inference tensor outside InferenceMode is not allowed",
        answers=(
            plain(
                "autograd.inference_inplace",
                cause="a tensor made under torch.inference_mode() is modified in place outside of it,"
                " such as a running mean or a weight that was first made there",
                fix="build and run what is trained later under torch.no_grad(), or modify a copy:"
                " tensor.clone()",
                page="https://docs.pytorch.org/docs/stable/generated/torch.autograd.grad_mode"
                ".inference_mode.html",
            ),
        ),
    ),
)
