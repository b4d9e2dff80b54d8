"""Messages about operations that autograd can't follow, or has no derivative of."""

from fuzz.message.words import option

NOTES = "https://docs.pytorch.org/docs/stable/notes/autograd.html"
INFERENCE = "https://docs.pytorch.org/docs/stable/generated/torch.autograd.grad_mode.inference_mode.html"
READINGS = (
    option(
        "autograd.out",
        "(): functions with out=... arguments don't support automatic differentiation, but one of the"
        " arguments requires grad",
        cause="out= writes the result into a tensor that is there already, which autograd can't follow,"
        " and an argument of the operation requires grad",
        fix="leave it out and take what is returned, y = torch.mul(a, b); where no gradient is wanted,"
        " detach() the arguments, or do it under torch.no_grad()",
        page=NOTES,
    ),
    option(
        "autograd.no_derivative",
        "the derivative for '{name:name}' is not implemented",
        "is not differentiable with respect to argument '{name:name}'. This input cannot have"
        " requires_grad True",
        cause="the operation has no derivative by its argument {name}, and that tensor requires grad: a"
        " target, weight or index is taken for a constant",
        fix="detach it: {name}.detach(); what another network makes as a target, make under"
        " torch.no_grad(); where its gradient is what is wanted, newer releases of torch have some of"
        " them (kl_div, binary_cross_entropy), or write the loss by operations that have one",
        page=NOTES,
    ),
    option(
        "autograd.no_derivative_of",
        "derivative for aten::{name:name} is not implemented",
        cause="the operation {name} has no derivative (or none of a second order), and backward came to"
        " it",
        fix="use another operation in its place, move it behind the loss under torch.no_grad(), or"
        " detach() its input; for gradients of gradients leave out create_graph=True, or choose a"
        " layer that has them",
        page=NOTES,
        confidence="likely",
    ),
    option(
        "autograd.once",
        "trying to differentiate twice a function that was marked with @once_differentiable",
        cause="a gradient of a gradient is asked for (create_graph=True: a gradient penalty, MAML), and"
        " an operation on the way, mostly one of a library or of one's own, has a first derivative"
        " alone",
        fix="leave create_graph=True out, or put an operation of torch itself in its place (a"
        " convolution in place of a deformable one, BatchNorm in place of SyncBatchNorm)",
        page="https://docs.pytorch.org/docs/stable/notes/extending.html",
    ),
    option(
        "autograd.inference_flag",
        "Setting requires_grad=True on inference tensor outside InferenceMode is not allowed",
        cause="requires_grad is set on a tensor, or a parameter, that was made under"
        " torch.inference_mode(), and such tensors have no gradient for good",
        fix="make it under torch.no_grad() in place of torch.inference_mode(), or of a copy:"
        " x.clone().requires_grad_()",
        page=INFERENCE,
    ),
)
