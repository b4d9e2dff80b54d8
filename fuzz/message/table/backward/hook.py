"""Messages about backward hooks, which Grad-CAM and its like register."""

from fuzz.message.reading import plain, reading

HOOK = (
    "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
    "#torch.nn.Module.register_full_backward_hook"
)
TENSOR_HOOK = "https://docs.pytorch.org/docs/stable/generated/torch.Tensor.register_hook.html"

READINGS = (
    reading(
        "annot register a hook on a tensor that doesn't require gradient",
        "annot register a hook on a variable that doesn't require gradient",
        answers=(
            plain(
                "autograd.hook_without_grad",
                cause="register_hook() was called on a tensor without a gradient: the network ran under"
                " torch.no_grad(), or all layers before the hooked one are frozen (as in Grad-CAM on a"
                " frozen backbone)",
                fix="run the forward pass with gradients enabled, and let the input require grad:"
                " model(x.requires_grad_()); or unfreeze the hooked layer",
                page=TENSOR_HOOK,
            ),
        ),
    ),
    reading(
        "can't retain_grad on Tensor that has requires_grad=False",
        answers=(
            plain(
                "autograd.retain_without_grad",
                cause="retain_grad() was called on a tensor without a gradient: the network ran under"
                " torch.no_grad(), or everything before it is frozen",
                fix="run the forward pass with gradients enabled, and let the input require grad:"
                " x.requires_grad_()",
                page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.retain_grad.html",
            ),
        ),
    ),
    reading(
        "annot use both regular backward hooks and full backward hooks on a single Module",
        answers=(
            plain(
                "autograd.both_hooks",
                cause="a module has hooks of register_backward_hook() and of"
                " register_full_backward_hook()",
                fix="use register_full_backward_hook() alone, and remove() the handles of earlier runs",
                page=HOOK,
            ),
        ),
    ),
    reading(
        "ackward hook returned an invalid number of grad_input, got {got:number}, but expected"
        " {wanted:number}",
        # of register_backward_hook: torch/csrc/autograd/python_hook.cpp
        "has returned an incorrect number of values (got {got:number}, but expected {wanted:number})",
        answers=(
            plain(
                "autograd.hook_count",
                cause="a backward hook returned {got} gradients where {wanted} are wanted, one for"
                " each of"
                " grad_input",
                fix="return None, or a tuple as long as grad_input: tuple(0.5 * g for g in grad_input);"
                " that of register_full_backward_hook has one for each input of forward(), that of the"
                " older register_backward_hook those of the last operation, with weight and bias",
                page=HOOK,
            ),
        ),
    ),
    reading(
        # torch/csrc/autograd/python_hook.cpp
        "hook '{name:text}' has changed the size of value",
        "hook '{name:text}' has changed the type of value",
        answers=(
            plain(
                "autograd.hook_value",
                cause="the hook {name} returned a gradient of another shape or type than the one that it"
                " was given, which goes on in its place",
                fix="return None to leave it, or one of the same shape: grad.clamp(-1, 1), 0.5 * grad,"
                " torch.zeros_like(grad); of register_full_backward_hook a tuple, (new,), with the"
                " shapes"
                " of grad_input, not of grad_output",
                page=TENSOR_HOOK,
            ),
        ),
    ),
)
