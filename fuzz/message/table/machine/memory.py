"""Messages of memory that is used up."""

import re

from fuzz.message.reading import Told, also, plain, reading

MANAGEMENT = "https://docs.pytorch.org/docs/stable/notes/cuda.html#memory-management"
FAQ = "https://docs.pytorch.org/docs/stable/notes/faq.html"
NO_GRAD = "https://docs.pytorch.org/docs/stable/generated/torch.no_grad.html"
MPS = "https://docs.pytorch.org/docs/stable/notes/mps.html"

UNITS = {"bytes": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}
MOSTLY = 0.5
"""The share of a device below which what this process holds does not fill it."""

EVALUATING = re.compile(r"^(?:eval|valid|test|predict|infer)|_(?:eval|validation|test)$")
SMALLER = (
    "use a smaller batch_size or smaller images, torch.autocast (about half the memory of activations),"
    " or accumulate gradients over several small batches"
)


def _bytes(text: str) -> float:
    number, _, unit = text.partition(" ")
    try:
        return float(number) * UNITS.get(unit, 0)
    except ValueError:
        return 0


def _beyond(told: Told) -> bool:
    """One tensor that is larger than the device."""
    total = _bytes(told.text("total"))
    return bool(total) and _bytes(told.text("need")) > total


def _held_by_others(told: Told) -> bool:
    total, held = _bytes(told.text("total")), _bytes(told.text("held"))
    free, need = _bytes(told.text("free")), _bytes(told.text("need"))
    return bool(total and held and need) and free < need and held + need < MOSTLY * total


def _evaluates(told: Told) -> bool:
    ours = [one for one in told.raised.frames if "torch/" not in one.path]
    return any(EVALUATING.search(one.function) for one in ours)


NO_GRAPH = plain(
    "memory.evaluation_graph",
    cause="the evaluation used up the GPU: it runs with gradients, so that all activations are kept",
    fix="evaluate under with torch.no_grad(): (model.eval() alone keeps them)",
    page=NO_GRAD,
    confidence="possible",
    tell="if torch.is_grad_enabled() is True where the model is called",
    when=_evaluates,
)
GRAPH = also(
    plain(
        "memory.graph_kept",
        cause="the graph of each step is kept: losses or outputs are added up or collected as tensors",
        fix="add numbers, total += loss.item(), and keep outputs.detach().cpu()",
        page=FAQ,
        confidence="possible",
        tell="if it runs for some steps first and torch.cuda.memory_allocated() grows with each step",
    )
)
WITH_GRADIENTS = also(
    plain(
        "memory.evaluation_graph",
        cause="the evaluation runs with gradients, so that all activations are kept",
        fix="evaluate under with torch.no_grad(): (model.eval() alone keeps them)",
        page=NO_GRAD,
        confidence="possible",
        tell="if training runs through and the evaluation behind it fails",
    )
)
OTHERS = also(
    plain(
        "memory.others",
        cause="another process holds memory of the GPU, such as a notebook or a run that did not end",
        fix="end it (nvidia-smi names its PID), or use another GPU: CUDA_VISIBLE_DEVICES=1",
        page=MANAGEMENT,
        confidence="possible",
        tell="if nvidia-smi shows memory in use while this program is not running",
    )
)
TELL_BATCH = "if it fails in the first step, and not with batch_size=1"

READINGS = (
    reading(
        # torch 0.4 to 2.0
        "CUDA out of memory. Tried to allocate {need:text} (GPU {gpu:number}; {total:text} total"
        " capacity;"
        " {held:text} already allocated; {free:text} free",
        # torch 2.1 and later; 2.1 spelt it "capacty"
        "CUDA out of memory. Tried to allocate {need:text}. GPU {gpu:number} has a total capac{}ty of"
        " {total:text} of which {free:text} is free.{}Of the allocated memory {held:text} is"
        " allocated by"
        " PyTorch",
        "HIP out of memory. Tried to allocate {need:text}. GPU {gpu:number} has a total capac{}ty of"
        " {total:text} of which {free:text} is free.{}Of the allocated memory {held:text} is"
        " allocated by"
        " PyTorch",
        answers=(
            plain(
                "memory.one_tensor",
                cause="one tensor of {need} is more than GPU {gpu} has in all ({total})",
                fix="look at the layer where it fails: a Linear of flattened images or an attention over"
                " all pixels grows with the square of the size; pool first, or use smaller images",
                page=FAQ,
                when=_beyond,
            ),
            plain(
                "memory.other_process",
                cause="GPU {gpu} has {free} free of {total}, and this process holds only {held}: another"
                " process holds the rest",
                fix="end it (nvidia-smi names its PID: a notebook, or a run that did not end), or use"
                " another GPU: CUDA_VISIBLE_DEVICES=1",
                page=MANAGEMENT,
                confidence="likely",
                when=_held_by_others,
            ),
            plain(
                "memory.no_grad",
                cause="the evaluation used up the GPU (another {need}, {held} in use of {total}): with"
                " gradients enabled all activations are kept",
                fix="evaluate under with torch.no_grad(): (model.eval() alone keeps them)",
                page=NO_GRAD,
                confidence="possible",
                tell="if torch.is_grad_enabled() is True where the model is called",
                when=_evaluates,
            ),
            plain(
                "memory.batch",
                cause="GPU {gpu} has no {need} more: {held} of its {total} are in use by tensors, mostly"
                " activations, which grow with the batch and the size of the images",
                fix=SMALLER,
                page=MANAGEMENT,
                confidence="possible",
                tell=TELL_BATCH,
            ),
            GRAPH,
            WITH_GRADIENTS,
            OTHERS,
        ),
    ),
    reading(
        "CUDA out of memory",
        "CUDA error: out of memory",
        "cuda runtime error (2) : out of memory",
        "error=2 : out of memory",
        anywhere=True,
        answers=(
            NO_GRAPH,
            plain(
                "memory.gpu",
                cause="the GPU has no memory left: activations, which grow with the batch and the"
                " size of"
                " the images, use most of it",
                fix=SMALLER,
                page=MANAGEMENT,
                confidence="possible",
                tell=TELL_BATCH,
            ),
            GRAPH,
            WITH_GRADIENTS,
            OTHERS,
        ),
    ),
    reading(
        "MPS backend out of memory",
        answers=(
            plain(
                "memory.mps",
                cause="the GPU of this Mac has no memory left, which it shares with all programs",
                fix=f"{SMALLER}; PYTORCH_MPS_HIGH_WATERMARK_RATIO=0.0 lifts the limit and may stall the"
                " system",
                page=MPS,
                confidence="possible",
                tell=TELL_BATCH,
            ),
            GRAPH,
        ),
    ),
    reading(
        "DefaultCPUAllocator: can't allocate memory: you tried to allocate {need:name} bytes",
        "DefaultCPUAllocator: not enough memory: you tried to allocate {need:name} bytes",
        answers=(
            plain(
                "memory.main",
                cause="main memory has no room for a tensor of {need} bytes",
                fix="use a smaller batch_size or smaller images; where that number is far beyond what"
                " was meant, print the shapes at the line that fails (a Linear of a whole image, or a"
                " broadcast [N, 1] with [N])",
                page=FAQ,
                confidence="likely",
            ),
        ),
    ),
    # torch 0.4 to 1.1
    reading(
        "$ Torch: not enough memory: you tried to allocate {need:text}.",
        answers=(
            plain(
                "memory.main_of_old",
                cause="main memory has no room for a tensor of {need}",
                fix="use a smaller batch_size or smaller images, and print the shapes at the line that"
                " fails",
                page=FAQ,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "CUDNN_STATUS_ALLOC_FAILED",
        "CUBLAS_STATUS_ALLOC_FAILED",
        anywhere=True,
        answers=(
            plain(
                "memory.library",
                cause="cuDNN or cuBLAS got no memory of the GPU for its own work: the GPU is full,"
                " mostly"
                " of activations, which grow with the batch and the size of the images, or of another"
                " process",
                fix="use a smaller batch_size or smaller images, set torch.backends.cudnn.benchmark ="
                " False (it tries algorithms that need much memory), and look at nvidia-smi for other"
                " processes",
                page=MANAGEMENT,
                confidence="likely",
            ),
            also(
                plain(
                    "memory.class_index",
                    cause="an earlier kernel failed, such as a class index beyond the outputs of the"
                    " network, and this call is only where it is reported",
                    fix="run one batch on the CPU, or with CUDA_LAUNCH_BLOCKING=1, for the true message",
                    page="https://docs.pytorch.org/docs/stable/notes/cuda.html#asynchronous-execution",
                    confidence="possible",
                    tell="if one batch on the CPU raises another message",
                )
            ),
        ),
    ),
)
