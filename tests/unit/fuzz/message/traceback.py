"""Tracebacks of torch, for messages whose frames tell where they were raised."""

TORCH = "/usr/lib/python3.8/site-packages/torch"
Frames = tuple[tuple[str, str, str], ...]

CALL = ("train.py", "<module>", "loss = criterion(outputs, labels)")
LOSS: Frames = (
    CALL,
    (f"{TORCH}/nn/modules/loss.py", "forward", "return F.cross_entropy(input, target)"),
    (f"{TORCH}/nn/functional.py", "cross_entropy", "return nll_loss(log_softmax(input, 1), target)"),
)
LOGITS: Frames = (
    CALL,
    (
        f"{TORCH}/nn/functional.py",
        "binary_cross_entropy_with_logits",
        "return torch.binary_cross_entropy_with_logits(input, target, weight, pos_weight)",
    ),
)
SQUARES: Frames = (
    CALL,
    (f"{TORCH}/nn/functional.py", "mse_loss", "torch.broadcast_tensors(input, target)"),
)
COSINE: Frames = (
    CALL,
    (
        f"{TORCH}/nn/functional.py",
        "cosine_embedding_loss",
        "return torch.cosine_embedding_loss(input1, input2, target)",
    ),
)
CONVOLUTION: Frames = (
    ("train.py", "<module>", "outputs = model(images)"),
    (f"{TORCH}/nn/modules/conv.py", "_conv_forward", "return F.conv2d(input, weight, bias)"),
)
BACKWARD: Frames = (
    ("train.py", "<module>", "loss.backward()"),
    (f"{TORCH}/tensor.py", "backward", "torch.autograd.backward(self, gradient)"),
    (f"{TORCH}/autograd/__init__.py", "backward", "Variable._execution_engine.run_backward("),
)


def raised(message: str, frames: Frames) -> str:
    """What Python prints for a message with these frames."""
    lines = ["Traceback (most recent call last):"]
    for file, function, source in frames:
        lines += [f'  File "{file}", line 1, in {function}', f"    {source}"]
    return "\n".join((*lines, message))
