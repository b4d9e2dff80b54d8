"""Messages about the arguments of autocast and GradScaler."""

from fuzz.message.words import option

PAGE = "https://docs.pytorch.org/docs/stable/amp.html"
LOOP = "scaler.scale(loss).backward(); scaler.step(optimizer); scaler.update()"

READINGS = (
    option(
        "amp.device_type",
        "Expected `device_type` of type `str`, got: `{got}`",
        cause="autocast takes the name of the kind of device as its first argument, but got {got}",
        fix="torch.autocast('cuda', dtype=torch.float16), or torch.autocast(device.type)",
        page=PAGE,
    ),
    option(
        "amp.device",
        "User specified an unsupported autocast device_type '{got}'",
        cause="autocast knows no kind of device '{got}'",
        fix="use the name without a number, 'cuda' or 'cpu': torch.autocast(device.type)",
        page=PAGE,
    ),
    option(
        "amp.dtype",
        "autocast, but the target dtype is not supported. Disabling autocast",
        "autocast, but the target dtype {} is not supported on macOS versions below 14",
        cause="autocast was asked for a dtype that it has not on this device, and is switched off:"
        " everything runs in float32",
        fix="torch.autocast('cpu', dtype=torch.bfloat16), torch.autocast('cuda', dtype=torch.float16)",
        page=PAGE,
    ),
    option(
        "amp.no_function",
        "autocast()(func) requires a callable, but got {got:name}",
        cause="autocast(...) was called with a {got}, which only a function that it decorates may be",
        fix="use it in a with: with torch.autocast('cuda'): output = model(images)",
        page=PAGE,
    ),
    option(
        "amp.factors",
        "AssertionError: The growth factor must be > 1.0",
        "AssertionError: The backoff factor must be < 1.0",
        cause="GradScaler multiplies its scale by growth_factor, above 1, to raise it, and by"
        " backoff_factor, below 1, where a gradient was inf",
        fix="GradScaler('cuda', growth_factor=2.0, backoff_factor=0.5), the defaults",
        page=PAGE,
    ),
    option(
        "amp.outputs",
        "ValueError: outputs must be a Tensor or an iterable of Tensors",
        cause="scaler.scale() takes the loss as a tensor, or a list of such, and got something else,"
        " such as a number: loss.item() is none",
        fix=LOOP,
        page=PAGE,
    ),
    option(
        "amp.closure",
        "Closure use is not currently supported if GradScaler is enabled",
        cause="scaler.step(optimizer, closure=...) was called: a GradScaler cannot step an optimizer"
        " that evaluates the loss itself, such as LBFGS",
        fix=f"use SGD or AdamW: {LOOP}; or LBFGS without a scaler",
        page=PAGE,
    ),
    option(
        "amp.new_scale",
        "new_scale should be a float or a 1-element torch.cuda.FloatTensor or torch.FloatTensor",
        cause="scaler.update() was given a scale that is no float or tensor of one value on the device",
        fix="scaler.update() without an argument",
        page=PAGE,
    ),
    option(
        "amp.pickled",
        "A GradScaler instance may only be pickled at the beginning of an iteration",
        cause="a GradScaler was saved or copied between scaler.step() or unscale_() and scaler.update()",
        fix="save scaler.state_dict() after scaler.update()",
        page=PAGE,
    ),
    option(
        "amp.no_device",
        "missing 1 required positional argument: 'device_type'",
        cause="torch.autocast (torch.amp.autocast) wants to be told the kind of device; only"
        " torch.cuda.amp.autocast() went without",
        fix="with torch.autocast('cuda'), or torch.autocast('cpu', dtype=torch.bfloat16):",
        page=PAGE,
    ),
)
