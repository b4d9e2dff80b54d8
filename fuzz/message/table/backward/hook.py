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
        answers=(
            plain(
                "autograd.hook_count",
                cause="a backward hook returned {got} gradients, but the module has {wanted} inputs",
                fix="return None, or a tuple with one gradient for each input of forward(): (new,)",
                page=HOOK,
            ),
        ),
    ),
)
