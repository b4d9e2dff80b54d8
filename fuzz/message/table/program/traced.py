"""Messages of torch.jit.trace and of the ONNX exporter about the run that they record."""

from fuzz.message.reading import Told, plain, reading

TRACE = "https://docs.pytorch.org/docs/stable/generated/torch.jit.trace.html"
ONNX = "https://docs.pytorch.org/docs/stable/onnx.html"
PACKAGES = ("onnx", "onnxscript", "onnx_ir")

KINDS = {
    "boolean": "an if, an assert or a while asks a tensor",
    "integer": "a tensor is made an int, as by int(x) or .item()",
    "float": "a tensor is made a float, as by float(x) or .item()",
    "number": "a tensor is made a number, as by .item()",
    "index": "a tensor is used as an index or in range()",
    "list": "a tensor is made a list, as by .tolist()",
}
"""What the line does, by the kind of Python value that the warning names."""


def _kind(told: Told) -> dict[str, str] | None:
    doing = KINDS.get(told.text("kind").rstrip("."))
    return {"doing": doing} if doing else None


def _package(told: Told) -> bool:
    return told.text("name").partition(".")[0] in PACKAGES


READINGS = (
    reading(
        "Converting a tensor to a Python {kind:name} might cause the trace to be incorrect",
        answers=(
            plain(
                "traced.value",
                cause="the line that the warning shows works with a value, which a trace does not"
                " record:"
                " {doing}. What it was for the example stays so for each input; the trace itself was"
                " made,"
                " and it is right for inputs that go the same way, as images of the example's size",
                fix="nothing where it is an assert or a check of sizes, and the exported network gets"
                " that"
                " size: compare its output with the network's for a second image. Else write it with"
                " tensors, torch.where(condition, a, b), or torch.jit.script that part;"
                " warnings.filterwarnings('ignore', category=torch.jit.TracerWarning) silences it",
                page=TRACE,
                more=_kind,
            ),
        ),
    ),
    reading(
        "Iterating over a tensor might cause the trace to be incorrect",
        "Using len to get tensor shape might cause the trace to be incorrect",
        answers=(
            plain(
                "traced.length",
                cause="a tensor is iterated over, or its len() taken, while it is traced: the number of"
                " rows of the example is written down, and stays so for each input",
                fix="nothing where the batch (or that dimension) is always as large as in the example;"
                " else work on the tensor as a whole, x.shape[0] for len(x) and x.unbind(), or a batched"
                " operation, for the loop",
                page=TRACE,
            ),
        ),
    ),
    reading(
        "torch.{name:name} results are registered as constants in the trace",
        answers=(
            plain(
                "traced.constant",
                cause="torch.{name}() makes a tensor in forward from values of Python, which the trace"
                " keeps"
                " as a constant: right for numbers that never change (mean and std), wrong for what is"
                " worked out from the input",
                fix="register_buffer() in __init__() for constants; x.new_tensor, torch.zeros_like(x) or"
                " x.shape for what hangs on the input",
                page=TRACE,
            ),
        ),
    ),
    reading(
        "Trace had nondeterministic nodes. Did you forget call .eval() on your model",
        "of the traced function does not match the corresponding output of the Python function",
        answers=(
            plain(
                "traced.training",
                cause="the trace, run again, does not give what the network gives: mostly it is in"
                " training"
                " mode, in which dropout draws anew and BatchNorm moves its statistics; or forward"
                " itself"
                " draws random numbers",
                fix="model.eval() in front of torch.jit.trace; where only the last digits differ"
                " (1e-5), torch.jit.trace(..., check_tolerance=1e-3)",
                page=TRACE,
            ),
        ),
    ),
    reading(
        "No module named '{name:name}'",
        answers=(
            plain(
                "traced.no_package",
                cause="the package {name} is not installed. torch.onnx.export needs onnx, and since"
                " torch"
                " 2.9, where dynamo=True is its default, onnxscript as well",
                fix="pip install onnx onnxscript; or the exporter of before, torch.onnx.export(...,"
                " dynamo=False), which needs onnx alone",
                page=ONNX,
                when=_package,
            ),
        ),
    ),
    reading(
        "Module onnx is not installed!",
        answers=(
            plain(
                "traced.no_onnx",
                cause="torch.onnx.export writes its file with the package onnx, which is not installed",
                fix="pip install onnx (and onnxscript, for dynamo=True); onnxruntime is another one,"
                " which"
                " runs the file",
                page=ONNX,
            ),
        ),
    ),
)
