"""Messages about gradients: of which tensors, what they are, and that there is none."""

import re
from collections.abc import Mapping

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.loss.common import shows

NOTES = "https://docs.pytorch.org/docs/stable/notes/autograd.html"
FUNCTION = "https://docs.pytorch.org/docs/stable/notes/extending.html"

OF_TORCH = re.compile(
    r"\w+[Bb]ackward\d$|(?:Add|Sub|Mul|Div|Mm|Addmm|Bmm|Cat|Stack|View|UnsafeView|Expand|Sum|Mean|Slice|Index"
    r"|Clone|Copy\w*|Relu|Threshold|Thnn\w+|Cudnn\w+|Mkldnn\w+|SlowConv\w*|Native\w+|Broadcast|Gather"
    r"|Scatter)Backward$"
)
"""The operations of torch by their names in messages: those of one's own end in no digit."""

ACCUMULATING = ("add_", "sub_", "copy_", "lerp_", "addcmul_", "addcdiv_")
OF_GRADIENTS = ("data", "ndim", "dim", "shape", "size", "norm", "mul_", "add_", "clamp_", "is_sparse")
"""What the step of an optimizer asks of a gradient."""

RECORDED = re.compile(
    r"(?P<kept>(?:\w+\.)*_?(?:\w*grad(?:ient)?s?|\w*activations?|\w*hook\w*|\w*feature_?maps?))"
    r"(?:\[[^\]]*\])?\.(?P<attribute>\w+)"
)


def _recorded(told: Told) -> Mapping[str, str] | None:
    """What a hook should have kept, by the line that reads it: ``self.gradients.data``."""
    source = told.raised.frames[-1].source if told.raised.frames else ""
    for found in RECORDED.finditer(source):
        kept = found["kept"]
        if found["attribute"] == told.text("attribute") and "." in kept and not kept.endswith(".grad"):
            return {"kept": kept}
    return None


def _reads_gradient(told: Told) -> bool:
    """Whether a line shows that it is read of a gradient, by name or in the step of an optimizer."""
    step = told.text("attribute") in OF_GRADIENTS and shows(told, r"\boptim\w*\.step\(")
    return step or shows(told, rf"\.grad\.{told.text('attribute')}\b")


def _pruned(told: Told) -> bool:
    """Whether the program, as far as it was pasted, prunes."""
    text = f"{told.raised.message} {' '.join(told.shown)} {told.rest}"
    return re.search(r"\bprune\.|\bpruning_|_to_prune\b|weight_orig", text) is not None


READINGS = (
    reading(
        "Can't call numpy() on Tensor that requires grad",
        "Can't call `numpy()` on Tensor that requires grad",
        "Can't call numpy() on Variable that requires grad",
        answers=(
            plain(
                "autograd.numpy",
                cause="a tensor that requires grad is converted to a NumPy array, which knows no"
                " gradients",
                fix="detach it first: output.detach().cpu().numpy(); for a whole evaluation run the"
                " network under torch.no_grad(); a loss that is logged is loss.item()",
                page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.numpy.html",
            ),
        ),
    ),
    reading(
        "a Tensor with {count:number} elements cannot be converted to Scalar",
        # what item() said before 2.0, and what torch.tensor() says of a list of tensors
        "only one element tensors can be converted to Python scalars",
        answers=(
            plain(
                "autograd.item",
                cause="item(), float() or int() expects a tensor of one element, but got one of"
                " several: a loss with reduction='none', one loss for each GPU of nn.DataParallel, or"
                " an output",
                fix="reduce it first: loss.mean().item(); a prediction for each sample is"
                " output.argmax(1).tolist()",
                page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.item.html",
                when=lambda told: "count" in told or shows(told, r"\.item\(\)|\b(?:float|int)\("),
            ),
        ),
    ),
    reading(
        "nly Tensors of floating point and complex dtype can require gradients",
        "nly Tensors of floating point dtype can require gradients",
        "only tensors of floating point dtype can require gradients",
        answers=(
            plain(
                "autograd.integer",
                cause="requires_grad=True, or nn.Parameter, was asked of a tensor of integers (or bool),"
                " which has no gradient",
                fix="make it floating: x = x.float().requires_grad_(), nn.Parameter(torch.tensor([1.0,"
                " 2.0])); a buffer of integers is register_buffer() or nn.Parameter(...,"
                " requires_grad=False)",
                page=NOTES,
            ),
        ),
    ),
    reading(
        "you can only change requires_grad flags of leaf variables",
        answers=(
            plain(
                "autograd.not_a_leaf",
                cause="requires_grad was set on the result of a computation, and not on a parameter or"
                " input",
                fix="freeze parameters: for p in model.parameters(): p.requires_grad_(False); of an"
                " output, take output.detach()",
                page=NOTES,
            ),
        ),
    ),
    reading(
        "unction {name:name} returned an invalid gradient at index {index:number} - got {got:sizes} but"
        " expected shape compatible with {wanted:sizes}",
        # torch 1.0 to 1.4: https://github.com/pytorch/pytorch/blob/v1.0.0/torch/csrc/autograd/engine.cpp
        "unction {name:name} returned an invalid gradient at index {index:number} - expected shape"
        " {wanted:sizes} but got {got:sizes}",
        answers=(
            plain(
                "autograd.cut_parameter",
                cause="{name} is an operation of torch, whose gradients have the shape of what went in,"
                " [{wanted}]; a gradient of shape [{got}] means that a tensor was given another shape"
                " between forward and backward: a weight by .data = (filters that were pruned, a head"
                " that was cut), or the parameters of a model that nn.DataParallel had copied",
                fix="change a network before its forward pass, and by new parameters: layer.weight ="
                " nn.Parameter(weight[keep].detach().clone()), never weight.data = ...; wrap it in"
                " nn.DataParallel and make the optimizer behind that",
                page=NOTES,
                confidence="likely",
                when=lambda told: bool(OF_TORCH.match(told.text("name"))),
            ),
            plain(
                "autograd.custom_shape",
                cause="{name} returned a gradient of shape [{got}] for its input {index}, of shape"
                " [{wanted}]",
                fix="return a gradient of the shape of each input from backward() of the"
                " autograd.Function (expand or sum it); where {name} is an operation of PyTorch, the"
                " tensor was resized or its .data replaced between forward and backward",
                page=FUNCTION,
            ),
        ),
    ),
    reading(
        "unction {name:name} returned an invalid gradient at index {index:number} - expected type"
        " {wanted:name} but got {got:name}",
        "unction {name:name} returned an invalid gradient at index {index:number} - expected device"
        " {wanted:device} but got {got:device}",
        answers=(
            plain(
                "autograd.custom_type",
                cause="{name} returned a gradient of another dtype or device than its input {index}"
                " ({wanted} and {got})",
                fix="do not move or convert tensors by .data between forward and backward; in an"
                " autograd.Function return grad.to(input)",
                page=FUNCTION,
            ),
        ),
    ),
    reading(
        "unction {name:name} returned an incorrect number of gradients (expected {wanted:number}, got"
        " {got:number})",
        answers=(
            plain(
                "autograd.custom_count",
                cause="backward() of {name} returned {got} gradients, but forward() has {wanted} inputs",
                fix="return one gradient for each input of forward(), None for those without one",
                page=FUNCTION,
            ),
        ),
    ),
    reading(
        "Function '{name:name}' returned nan values in its {index:number}th output",
        answers=(
            plain(
                "autograd.nan",
                cause="anomaly detection found the first NaN in the gradient of {name}: the traceback"
                " of the forward call above it shows the line",
                fix="keep its input where the derivative is finite: torch.sqrt(x + eps),"
                " x.clamp(min=eps) before log(), division or norm(); clip gradients and lower the"
                " learning rate if the loss grew first; under autocast use GradScaler",
                page="https://docs.pytorch.org/docs/stable/autograd.html#anomaly-detection",
            ),
        ),
    ),
    reading(
        "'NoneType' object has no attribute '{attribute:name}'",
        answers=(
            plain(
                "autograd.added_to_none",
                cause="a gradient is changed in place, .grad.{attribute}(...), and there is none yet:"
                " since torch 2.0 zero_grad() sets gradients to None, where older code counts on zeros;"
                " or no backward() has got to this tensor",
                fix="store the first one, p.grad = g.clone() if p.grad is None else p.grad + g; or keep"
                " zeros: optimizer.zero_grad(set_to_none=False) after a backward(), p.grad ="
                " torch.zeros_like(p) in front of the first",
                page="https://docs.pytorch.org/docs/stable/generated/torch.optim.Optimizer.zero_grad.html",
                when=lambda told: told.text("attribute") in ACCUMULATING and _reads_gradient(told),
            ),
            plain(
                "autograd.no_gradient",
                cause="the grad of a parameter or tensor is None, so that .grad.{attribute} fails:"
                " backward() was not called, did not reach it, it is frozen, or it is no leaf",
                fix="call loss.backward() first, skip what has none (if p.grad is not None), use"
                " optimizer.zero_grad(); for a tensor that was computed call retain_grad() before"
                " backward()",
                page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.grad.html",
                when=_reads_gradient,
            ),
            plain(
                "autograd.no_recorded_gradient",
                cause="{kept} is still None: what should have stored a gradient or an activation there,"
                " mostly a hook, has not run. It was registered on a layer that takes no part in this"
                " forward and backward pass, or not at all; or backward() was not called, or the input"
                " doesn't require grad, so that no gradient gets to the layer",
                fix="register the hook on a layer of this network, such as model.conv1 for the gradient"
                " of the image or model.layer4 for Grad-CAM (code for VGG takes model.features, which a"
                " ResNet has not); call x.requires_grad_() before output = model(x), and output[0,"
                " target].backward() before {kept} is read",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
                "#torch.nn.Module.register_full_backward_hook",
                confidence="likely",
                more=_recorded,
            ),
            plain(
                "autograd.zero_nothing",
                cause="the grad of a parameter or tensor is None, where .grad.{attribute} is wanted:"
                " backward() was not called before, or did not reach it",
                fix="call it behind backward(), skip what has none (if p.grad is not None), or use"
                " optimizer.zero_grad(); w = w - lr * w.grad makes w a new tensor without a grad:"
                " update in place under torch.no_grad()",
                page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.grad.html",
                confidence="likely",
                when=lambda told: (
                    told.text("attribute") in ("zero_", "detach_") and not told.raised.frames
                ),
            ),
        ),
    ),
    reading(
        "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol",
        answers=(
            plain(
                "reparametrised.pruned_copy",
                cause="copy.deepcopy() got a pruned network: torch.nn.utils.prune keeps weight_orig,"
                " and sets"
                " weight to weight_orig * weight_mask, a computed tensor, which has a graph",
                fix="prune.remove(layer, 'weight') before the copy makes it a parameter again; or"
                " build the"
                " network anew, prune it alike, and load model.state_dict(); a forward pass under"
                " torch.no_grad() in front of the copy leaves a weight without a graph",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.prune.remove.html",
                confidence="likely",
                when=_pruned,
            ),
            plain(
                "autograd.deepcopy",
                cause="copy.deepcopy() got a tensor that was computed, or a network that holds one"
                " (features or losses kept in an attribute, weight_norm), which has a graph",
                fix="detach what is kept: self.features = features.detach(); copy weights with"
                " copy.deepcopy(model.state_dict())",
                page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.detach.html",
            ),
        ),
    ),
    reading(
        "ttempting to assign a gradient of size '{got:sizes}' to a tensor of size '{wanted:sizes}'",
        answers=(
            plain(
                "autograd.assigned_shape",
                cause="a gradient of shape [{got}] is assigned to the grad of a tensor of shape"
                " [{wanted}]",
                fix="assign gradients in the order of their parameters, each of the shape of its own",
                page=NOTES,
            ),
        ),
    ),
)
