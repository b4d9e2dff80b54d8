"""Messages of torch.compile; what an operation raised inside it is read of its own."""

import re
from collections.abc import Mapping

from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.words import check_layer

COMPILE = "https://docs.pytorch.org/docs/stable/generated/torch.compile.html"
TROUBLE = "https://docs.pytorch.org/docs/stable/torch.compiler_troubleshooting.html"


def _reduce(told: Told) -> None:
    """How a product of matrices is told of tensors without data."""
    (_, got), (wanted, made) = told.shape("got"), told.shape("weight")
    check_layer("Linear", {"in_features": wanted, "out_features": made}, (2, got))


def _symbolic(told: Told) -> Mapping[str, str] | None:
    """The features that are wanted, where those that came are names of sizes: ``s0*s53``."""
    weight, named = told.shape("weight"), re.search(r"[su]\d", told.text("columns"))
    return {"wanted": str(weight[0])} if named and len(weight) == 2 else None


READINGS = (
    reading(
        "a and b must have same reduction dim, but got [{got:shape}] X [{weight:shape}]",
        answers=(asked("forward", "Linear", _reduce),),
    ),
    reading(
        "a and b must have same reduction dim, but got [{rows:word}, {columns}] X [{weight:shape}]",
        answers=(
            plain(
                "compiled.symbolic_columns",
                cause="Linear expects {wanted} input features, but under torch.compile with varying"
                " sizes its input has {columns}: names of sizes that are not fixed, such as the height"
                " and width of the image, which need not come to {wanted}",
                fix="give all images the size for which the flattened map has {wanted} values"
                " (Resize((h, w)) in the transform), put AdaptiveAvgPool2d in front of the Linear, or"
                " compile for fixed sizes: torch.compile(model, dynamic=False)",
                page=COMPILE,
                confidence="likely",
                more=_symbolic,
            ),
        ),
    ),
    reading(
        "Unsupported: Data-dependent branching",
        "Unsupported: generic_jump TensorVariable()",
        "Dynamic control flow is not supported at the moment",
        answers=(
            plain(
                "compiled.branch",
                cause="with fullgraph=True the function must be one graph, but it branches on the"
                " value of"
                " a tensor",
                fix="use torch.where or torch.cond in place of if, or leave fullgraph out: the graph is"
                " then split there",
                page=TROUBLE,
            ),
        ),
    ),
    reading(
        "Dynamo does not know how to trace builtin operator `{name:name}`",
        "Unsupported: call_function BuiltinVariable({name:name})",
        answers=(
            plain(
                "compiled.builtin",
                cause="with fullgraph=True the function must be one graph, and torch.compile cannot"
                " trace"
                " the call of {name}",
                fix="take it out of forward, or leave fullgraph out: the graph is then split there",
                page=TROUBLE,
            ),
        ),
    ),
    reading(
        "Invalid backend: '{name:name}'",
        answers=(
            plain(
                "compiled.backend",
                cause="torch.compile has no backend {name}",
                fix="use one of torch._dynamo.list_backends(), such as 'inductor'; others come with"
                " packages that are to be imported first",
                page=COMPILE,
            ),
        ),
    ),
    reading(
        "Cannot find a working triton installation",
        "Triton is not installed",
        answers=(
            plain(
                "compiled.triton",
                cause="torch.compile makes its GPU kernels with Triton, which is not installed or does"
                " not know this system",
                fix="install triton (triton-windows on Windows), or use backend='aot_eager', or no"
                " torch.compile",
                page=TROUBLE,
            ),
        ),
    ),
    reading(
        "InvalidCxxCompiler: No working C++ compiler found",
        "Compiler: cl is not found",
        answers=(
            plain(
                "compiled.compiler",
                cause="torch.compile makes its CPU kernels with a C++ compiler, and finds none",
                fix="install one (g++; on Windows the Build Tools, started from their prompt), name"
                " it in"
                " CXX, or use backend='aot_eager'",
                page=TROUBLE,
            ),
        ),
    ),
)
