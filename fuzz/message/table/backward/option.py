"""Messages about the arguments of backward(), of own functions, and of tensors without dimensions."""

from fuzz.message.words import option

AUTOGRAD = "https://docs.pytorch.org/docs/stable/autograd.html"
BACKWARD = "https://docs.pytorch.org/docs/stable/generated/torch.autograd.backward.html"
EXTENDING = "https://docs.pytorch.org/docs/stable/notes/extending.html"

READINGS = (
    option(
        "autograd.zero_dimensions",
        "TypeError: iteration over a 0-d tensor",
        "TypeError: len() of a 0-d tensor",
        cause="a tensor of a single number, without dimensions, was treated like a list (for, len(),"
        " unpacking): it may be a loss, one label, or what squeeze() left of a batch of one",
        fix="use value.item() for the number, squeeze(1) in place of squeeze(), and in a data set return"
        " the pair (image, label)",
        page="https://docs.pytorch.org/docs/stable/tensors.html",
    ),
    option(
        "autograd.contained",
        "Tensor.__contains__ only supports Tensor or scalar, but you passed in a {got}",
        cause="`in` asks whether a tensor has a number among its values, but was given {got}",
        fix="compare numbers: 3 in labels; for names use a list or a dictionary",
        page="https://docs.pytorch.org/docs/stable/tensors.html",
    ),
    option(
        "autograd.hook_of_result",
        "post accumulate grad hooks cannot be registered on non-leaf tensors",
        cause="register_post_accumulate_grad_hook is for parameters, where gradients are collected, and"
        " was called on the result of an operation",
        fix="for p in model.parameters(): p.register_post_accumulate_grad_hook(hook); on a result use"
        " tensor.register_hook(hook)",
        page="https://docs.pytorch.org/docs/stable/generated/"
        "torch.Tensor.register_post_accumulate_grad_hook.html",
    ),
    option(
        "autograd.gradient_kind",
        "gradients can be either Tensors or None, but got {got:name}",
        cause="the gradient that backward() starts from must be a tensor, but is a {got}",
        fix="loss.backward() for a loss of one number; output.backward(torch.ones_like(output)) else",
        page=BACKWARD,
    ),
    option(
        "autograd.two_gradients",
        "`grad_tensors` and `grad_variables` (deprecated) arguments both passed to `backward()`",
        cause="torch.autograd.backward was given the same argument under its old and its new name",
        fix="leave out grad_variables",
        page=BACKWARD,
    ),
    option(
        "autograd.inputs",
        "`inputs` argument to `{name:name}()` cannot be empty",
        "`inputs` argument to `{name:name}()` must be a dict, not {got:name}",
        cause="inputs of {name}(), the tensors whose gradients are asked for, has none, or is of a kind"
        " that it does not take",
        fix="pass a list: torch.autograd.grad(loss, list(model.parameters())); a generator may be used"
        " up",
        page=BACKWARD,
    ),
    option(
        "autograd.saved",
        "save_for_forward expects all arguments to be tensors",
        "save_for_backward can only save variables, but argument {n:number} is of type {got:name}",
        cause="an autograd.Function saves something else than tensors by ctx.save_for_backward or"
        " ctx.save_for_forward",
        fix="keep numbers and shapes as attributes: ctx.shape = x.shape",
        page=EXTENDING,
    ),
    option(
        "autograd.context",
        "'{function:name}Backward' object has no attribute '{name:name}'",
        cause="backward() of the autograd.Function {function} reads ctx.{name}, which its forward() has"
        " not set",
        fix="in forward(ctx, ...): ctx.{name} = {name}; the function is never an instance, so that an"
        " attribute of its class, or one set on self, is not on ctx",
        page=EXTENDING,
    ),
    option(
        "autograd.no_forward",
        "You must implement the forward function for custom autograd.Function",
        cause="a class derived from autograd.Function has no static method forward",
        fix="@staticmethod def forward(ctx, x): ..., and call it by Mine.apply(x)",
        page=EXTENDING,
    ),
    option(
        "autograd.legacy",
        "Legacy autograd function with non-static forward method is deprecated",
        cause="an autograd.Function is written and called as before torch 1.3: an instance of it is"
        " called",
        fix="make forward and backward static, with ctx in place of self, and call Mine.apply(x)",
        page=EXTENDING,
    ),
)
