"""Warnings about gradients: what torch says of a program that goes on."""

from fuzz.message.words import option

DOCS = "https://docs.pytorch.org/docs/stable/"
AUTOGRAD = f"{DOCS}notes/autograd.html"

READINGS = (
    option(
        "warned.grad_of_computed",
        ".grad attribute of a Tensor that is not a leaf Tensor is being accessed",
        cause="x.grad was read of a tensor that an operation gave (a feature map, an output, or the"
        " result of .to(device) or .cuda()): backward() keeps gradients of leaves alone, of parameters"
        " and of inputs that require grad, so that this one is None",
        fix="x.retain_grad() before loss.backward(), or torch.autograd.grad(loss, x); of an input set"
        " requires_grad last, on its device: x = images.to(device).requires_grad_(); where nothing reads"
        " x.grad (a library copies or prints the tensor) it does no harm",
        page=f"{DOCS}generated/torch.Tensor.retain_grad.html",
    ),
    option(
        "warned.number_of_graph",
        "Converting a tensor with requires_grad=True to a scalar may lead to unexpected behavior",
        cause="float(loss), int(), or a number of NumPy is made of a tensor with a graph: the number has"
        " no gradient, and nothing goes back through it",
        fix="loss.item() or loss.detach() where only the number is wanted (logging); keep the tensor"
        " itself where it is part of the loss",
        page=AUTOGRAD,
    ),
)
