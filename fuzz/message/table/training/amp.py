"""Messages of mixed precision: GradScaler and autocast."""

from fuzz.message.reading import plain, reading

PAGE = "https://docs.pytorch.org/docs/stable/notes/amp_examples.html"
AMP = "https://docs.pytorch.org/docs/stable/amp.html"

READINGS = (
    reading(
        "No inf checks were recorded for this optimizer",
        answers=(
            plain(
                "amp.no_gradients",
                cause="scaler.step(optimizer) found no gradients: none of the optimizer's"
                " parameters took part in"
                " the backward pass since the last update",
                fix="call scaler.scale(loss).backward() before it; check that the optimizer has"
                " the parameters of"
                " this model and that they require grad, and that zero_grad() is not called in between",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "No inf checks were recorded prior to update",
        answers=(
            plain(
                "amp.no_step",
                cause="scaler.update() was called without a scaler.step(optimizer) or"
                " scaler.unscale_() before it",
                fix="scaler.scale(loss).backward(); scaler.step(optimizer); scaler.update(), in"
                " this order",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "unscale_() has already been called on this optimizer since the last update()",
        answers=(
            plain(
                "amp.unscaled_twice",
                cause="scaler.unscale_(optimizer) was called twice in a step: scaler.update() is"
                " missing, or it is"
                " called for each part of an accumulated batch",
                fix="once for each step: scaler.unscale_(optimizer), clip, scaler.step(optimizer),"
                " scaler.update(); with accumulation, only where the step is taken",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "unscale_() is being called after step()",
        answers=(
            plain(
                "amp.unscaled_late",
                cause="scaler.unscale_(optimizer) was called after scaler.step(optimizer)",
                fix="unscale and clip first, then scaler.step(optimizer), scaler.update()",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "step() has already been called since the last update()",
        answers=(
            plain(
                "amp.stepped_twice",
                cause="scaler.step(optimizer) was called twice without scaler.update() between",
                fix="call scaler.update() at the end of each iteration, once, after all optimizers"
                " were stepped",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "Attempting to unscale FP16 gradients",
        answers=(
            plain(
                "amp.half_weights",
                cause="the parameters themselves are float16 (model.half()), and a GradScaler"
                " needs them in"
                " float32",
                fix="leave the model in float32 (model.float()) and run it under"
                ' torch.autocast("cuda"), which casts what it can',
                page=AMP,
            ),
        ),
    ),
    reading(
        "GradScaler is enabled, but CUDA is not available",
        "CUDA is not available or torch_xla is imported. Disabling autocast",
        "User provided device_type of 'cuda', but CUDA is not available. Disabling",
        answers=(
            plain(
                "amp.no_cuda",
                cause="mixed precision for CUDA was asked for, but there is no CUDA device, so it"
                " is turned off and"
                " training goes on in float32",
                fix='pass enabled=torch.cuda.is_available(), or use torch.autocast("cpu",'
                " dtype=torch.bfloat16),"
                " which needs no scaler",
                page=AMP,
            ),
        ),
    ),
    reading(
        "Current CUDA Device does not support bfloat16",
        answers=(
            plain(
                "amp.no_bfloat16",
                cause="autocast was asked for bfloat16, which this GPU doesn't support",
                fix='torch.autocast("cuda", dtype=torch.float16) with a GradScaler',
                page=AMP,
            ),
        ),
    ),
    reading(
        "The source state dict is empty, possibly because it was saved from a disabled instance of"
        " GradScaler",
        answers=(
            plain(
                "amp.empty_state",
                cause="the state of the GradScaler is empty: it was saved from a scaler with"
                " enabled=False or from"
                " a run without CUDA",
                fix="load it only if it is not empty, or start with a new GradScaler",
                page=AMP,
            ),
        ),
    ),
    reading(
        "torch.cuda.amp.GradScaler(args...)` is deprecated",
        "torch.cuda.amp.autocast(args...)` is deprecated",
        answers=(
            plain(
                "amp.old_names",
                cause="torch.cuda.amp.GradScaler and torch.cuda.amp.autocast are the old names; it"
                " works as before",
                fix='torch.amp.GradScaler("cuda") and torch.autocast("cuda")',
                page=AMP,
            ),
        ),
    ),
    reading(
        "Could not run 'aten::_amp_{name:name}' with arguments from the '{backend:name}' backend",
        answers=(
            plain(
                "amp.cpu_gradients",
                cause="GradScaler got gradients on {backend}, and scales those of a GPU alone here",
                fix="move the model to the GPU before the optimizer is made, model.to('cuda'), or on the"
                " CPU use GradScaler(enabled=False) with autocast of bfloat16",
                page=AMP,
                when=lambda told: told.text("backend").startswith("CPU"),
            ),
        ),
    ),
    reading(
        "{name:name}: expected self and source to have same dtypes but got{got:type} and {other:type}",
        "{name:name}: expected self and source to have same dtypes but got {got:type} and {other:type}",
        "{name:name}: self and source expected to have the same dtype, but got (self) {got:type} and"
        " (source) {other:type}",
        "Index put requires the source and destination dtypes match, got {got:type} for the destination"
        " and {other:type} for the source",
        answers=(
            plain(
                "amp.written_in",
                cause="values of {other} are written into a tensor of {got}: under torch.autocast some"
                " operations give float16 and others float32, and indexing or {name} converts nothing",
                fix="convert the values to the tensor that they go into: x[mask] = values.to(x.dtype)",
                page=AMP,
                confidence="likely",
                more=lambda told: {"name": told.text("name") or "index_put"},
            ),
        ),
    ),
    reading(
        "value cannot be converted to type at::Half without overflow",
        "value cannot be converted to type c10::Half without overflow",
        answers=(
            plain(
                "amp.beyond_half",
                cause="a number beyond 65504, the largest of float16, is written into a tensor of"
                " float16,"
                " as -1e9 in masked_fill under torch.autocast",
                fix="x.masked_fill(mask, torch.finfo(x.dtype).min), or float('-inf'); or do it in"
                " float32:"
                " x.float()",
                page=AMP,
            ),
        ),
    ),
)
