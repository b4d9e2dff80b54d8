"""Messages of torch.compile; what an operation raised inside it is read of its own."""

from fuzz.message.reading import plain, reading

COMPILE = "https://docs.pytorch.org/docs/stable/generated/torch.compile.html"
TROUBLE = "https://docs.pytorch.org/docs/stable/torch.compiler_troubleshooting.html"


READINGS = (
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
        "BackendCompilerFailed: backend='{name:name}' raised",
        answers=(
            plain(
                "compiled.failed",
                cause="the backend of torch.compile, {name}, failed to make code of the network; the"
                " line below says by what: an error of the system (WinError, Errno, a compiler or a"
                " file that it can't start or write) is of this machine, not of the network",
                fix="run without torch.compile, or torch.compile(model, backend='aot_eager'), to see"
                " that the network itself is right; update torch with the triton that belongs to it"
                " (triton-windows on Windows, or WSL), and set TORCHINDUCTOR_CACHE_DIR to a folder that"
                " can be written to",
                page=TROUBLE,
                confidence="likely",
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
