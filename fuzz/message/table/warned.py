"""Warnings: what torch says of a program that goes on, and whether something is to be done about it."""

from fuzz.message.words import option

DOCS = "https://docs.pytorch.org/docs/stable/"
AUTOGRAD = f"{DOCS}notes/autograd.html"
HARMLESS = "nothing has to be done: the result is right"

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
        "warned.hook_not_full",
        "Using a non-full backward hook when",
        cause="register_backward_hook() looks at the last operation of a module alone: where the module"
        " has several, as a block of a ResNet has, grad_input is that of the last one and not of the"
        " module",
        fix="register_full_backward_hook(hook) in its place; if an operation in place is refused then,"
        " turn it off: for m in model.modules(): if isinstance(m, nn.ReLU): m.inplace = False",
        page=f"{DOCS}generated/torch.nn.Module.html#torch.nn.Module.register_full_backward_hook",
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
    option(
        "warned.weights_only",
        "You are using `torch.load` with `weights_only=False`",
        cause="torch 2.4 and 2.5 say so of each torch.load without weights_only: a file may run code"
        " while it is loaded, and torch 2.6 and later take weights_only=True",
        fix="torch.load(path, weights_only=True) for a state dict; weights_only=False, for a file that"
        f" holds a whole network and is trusted; otherwise {HARMLESS}",
        page=f"{DOCS}generated/torch.load.html",
    ),
    option(
        "warned.named_tensors",
        "Named tensors and all their associated APIs are an experimental feature",
        cause="torch 1.9 says so once of max_pool2d, in each network that has one; no tensor with names"
        " is used",
        fix=HARMLESS,
        page=f"{DOCS}generated/torch.nn.MaxPool2d.html",
    ),
    option(
        "warned.plan_failed",
        "Plan failed with a cudnnException",
        cause="cuDNN tried one of its ways to compute a convolution, which it can't for these sizes, and"
        " took another one",
        fix=HARMLESS,
        page=f"{DOCS}backends.html#module-torch.backends.cudnn",
    ),
    option(
        "warned.function_moved",
        "nn.functional.{old:name} is deprecated. Use torch.{new:name} instead",
        cause="F.{old} is the old name of torch.{new}; it computes the same",
        fix="torch.{new}(x), which takes the same input",
        page=f"{DOCS}torch.html",
    ),
    option(
        "warned.byte_mask",
        "indexing with dtype torch.uint8 is now deprecated, please use a dtype torch.bool",
        cause="x[mask] has a mask of uint8, as comparisons gave it before torch 1.2; it is taken for one"
        " of bool, and not for indices",
        fix="x[mask.bool()]; for indices x[index.long()]",
        page=f"{DOCS}tensors.html",
    ),
    option(
        "warned.corners",
        "Default upsampling behavior when mode={mode:name} is changed to align_corners=False",
        cause="F.interpolate or nn.Upsample with mode={mode} was called without align_corners, whose"
        " default was True before torch 0.4: weights that were trained then expect that",
        fix="align_corners=True for weights or code of that time, align_corners=False otherwise",
        page=f"{DOCS}generated/torch.nn.functional.interpolate.html",
    ),
)
