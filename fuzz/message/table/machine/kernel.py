"""Messages of CUDA kernels: their assertions, and the errors that follow them.

A kernel runs later than the line that started it, so that the frames lead elsewhere; the assertion
itself stands somewhere in the text, and says what was wrong.
"""

import re

from fuzz.message.answer import Answer
from fuzz.message.reading import Told, also, asked, plain, reading
from fuzz.message.table.loss.common import FIRST_NAN, IN_RANGE, advised, told_of_nan
from fuzz.message.table.loss.label import ONE_HOT_RANGE as ONE_HOT
from fuzz.message.words import option, saying
from strategies.contract.meaning import PROBABILITIES
from strategies.loss.value_rules import BEYOND_CLASSES, SHARES

DEBUGGING = "https://docs.pytorch.org/docs/stable/notes/cuda.html#asynchronous-execution"
LAUNCH = "run with CUDA_LAUNCH_BLOCKING=1 (or on the CPU) to see the line that fails"
CLASSES = (
    "number the classes from 0, so that target.min() >= 0 and target.max() < output.shape[1]: replace"
    " the last layer by one with an output for each class, subtract 1 from labels that start at 1, or"
    " use ignore_index for labels that do not count (255 or -1); restart the process, as the GPU"
    " stays unusable"
)

OF_CPU = re.compile(r"\bTHNN/generic/\w+\.c\b|Criterion\.c:\d")
"""Of an assertion: the kernels of the CPU of torch before 1.5, which leave no GPU unusable."""

ON_CPU = asked(
    "loss",
    "CrossEntropyLoss",
    saying(BEYOND_CLASSES, "C", "others"),
    fix=CLASSES.partition("; restart")[0],
    when=lambda told: OF_CPU.search(f"{told.raised.message} {told.rest}") is not None,
)
LABELS = asked("loss", "CrossEntropyLoss", saying(BEYOND_CLASSES, "C", "others"), fix=CLASSES)
SIGMOID = asked("loss", "BCELoss", saying(PROBABILITIES, "probabilities", "other values"), fix=IN_RANGE)
NOT_NUMBERS = asked(
    "loss", "BCELoss", saying(PROBABILITIES, "probabilities", "NaN"), fix=FIRST_NAN, when=told_of_nan
)
TARGETS = asked("loss", "BCELoss", saying(SHARES[""], "between 0 and 1", "other values"))


def _asserted(told: Told) -> bool:
    """Whether the text has the assertion itself, which tells more than that there was one."""
    return "Assertion `" in told.rest or "Assertion `" in told.raised.message


MOVING = re.compile(r"\.(?:to|cuda)\([^()]*\)\s*$")
"""A line that ends with a copy to the GPU."""
MOVED = (
    "the line that is shown moves something to the GPU and cannot fail so itself: a kernel that was"
    " started before did, by an earlier line, or in an earlier run of the same notebook or console"
    " (restart it first); "
)


def _unknown(told: Told) -> Answer | None:
    """Without its assertion: where images are classified, the class indices are the first to check."""
    if _asserted(told):
        return None
    ours = [one for one in told.raised.frames if "torch/" not in one.path]
    moved = MOVED if ours and MOVING.search(ours[-1].source) else ""
    advice = f"{moved}{CLASSES}; {LAUNCH}"
    likely = asked(
        "loss", "CrossEntropyLoss", saying(BEYOND_CLASSES, "C", "others"), confidence="likely"
    )
    return advised(likely, advice, told)


def _one_hot(told: Told) -> Answer | None:
    """Where the line that failed makes one-hot targets, the labels are those of F.one_hot."""
    ours = [one for one in told.raised.frames if "torch/" not in one.path]
    if _asserted(told) or not ours or "one_hot(" not in ours[-1].source:
        return None
    return ONE_HOT(told)


INDEXED = plain(
    "cuda.other_index",
    cause="an index of an Embedding, gather(), scatter_() or x[index] is out of range",
    fix="check index.min() and index.max() against the size of the dimension",
    page=DEBUGGING,
    confidence="possible",
    tell="a line above the traceback with `Assertion` names Indexing.cu, IndexKernel.cu or"
    " ScatterGatherKernel.cu",
    when=lambda told: not _asserted(told),
)
SHARED = plain(
    "cuda.probabilities",
    cause="BCELoss got an output that is not between 0 and 1, or NaN",
    fix="use nn.BCEWithLogitsLoss on logits",
    page="https://docs.pytorch.org/docs/stable/generated/torch.nn.BCELoss.html",
    confidence="possible",
    tell="the loss is nn.BCELoss, and a line above the traceback has `input_val >= zero`",
    when=lambda told: not _asserted(told),
)

STATUSES = (
    "CUBLAS_STATUS_ALLOC_FAILED",
    "CUDNN_STATUS_MAPPING_ERROR",
    "resource allocation failed",
)
"""Errors of libraries that an assertion of an earlier kernel leads to."""

READINGS = (
    reading(
        "t >= 0 && t < n_classes",
        "cur_target >= 0 && cur_target < n_classes",
        "target_val >= 0 && target_val < n_classes",
        "device-side assert triggered at {:word}ClassNLLCriterion.cu",
        anywhere=True,
        answers=(ON_CPU, LABELS),
    ),
    reading(
        "input_val >= zero && input_val <= one",
        # https://github.com/pytorch/pytorch/blob/v1.0.0/aten/src/THCUNN/BCECriterion.cu
        "input >= 0. && input <= 1.",
        "x >= 0. && x <= 1.",
        "device-side assert triggered at {:word}BCECriterion.cu",
        anywhere=True,
        answers=(NOT_NUMBERS, SIGMOID),
    ),
    reading("target_val >= zero && target_val <= one", anywhere=True, answers=(TARGETS,)),
    reading(
        "Assertion `srcIndex < srcSelectDimSize` failed",
        anywhere=True,
        answers=(
            plain(
                "cuda.index_select",
                cause="an index of nn.Embedding or index_select() on the GPU is not below the size of"
                " its table (Assertion `srcIndex < srcSelectDimSize`)",
                fix="check index.max() < embedding.num_embeddings and index.min() >= 0, and give the"
                f" Embedding one row for each id; {LAUNCH}",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html",
            ),
        ),
    ),
    reading(
        "index >= -sizes[i] && index < sizes[i]",
        "-sizes[i] <= index && index < sizes[i]",
        anywhere=True,
        answers=(
            plain(
                "cuda.index",
                cause="a tensor on the GPU was indexed, x[index] or x[index] = y, by an index that is"
                " out of range (IndexKernel.cu)",
                fix="check index.min() and index.max() against the size of the dimension: class"
                f" labels that start at 1 or include 255 or -1 are a usual source; {LAUNCH}",
                page=DEBUGGING,
            ),
        ),
    ),
    reading(
        "idx_dim >= 0 && idx_dim < index_size",
        # https://github.com/pytorch/pytorch/blob/v1.0.0/aten/src/THC/THCTensorScatterGather.cu
        "indexValue >= 0 && indexValue < tensor.sizes[dim]",
        "indexValue >= 0 && indexValue < src.sizes[dim]",
        anywhere=True,
        answers=(
            plain(
                "cuda.scatter",
                cause="an index of scatter_() or gather() on the GPU is out of range: class indices"
                " that are one-hot encoded with scatter_(1, target, 1) have to be below the number of"
                " columns",
                fix="check target.min() >= 0 and target.max() < the size of that dimension: number the"
                " classes from 0, or make the tensor as wide as there are classes, and leave out labels"
                f" such as 255 or -1; {LAUNCH}",
                page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_.html",
            ),
        ),
    ),
    option(
        "cuda.multi_margin",
        "target_k >= 0 && target_k < dim",
        cause="MultiMarginLoss got a class index on the GPU that is negative or not below the number of"
        " outputs",
        fix="number the classes from 0, so that target.min() >= 0 and target.max() < output.shape[1], or"
        " give the last layer as many outputs as there are classes",
        page=DEBUGGING,
        anywhere=True,
    ),
    option(
        "cuda.multinomial",
        "cumdist[size - 1] > static_cast<scalar_t>(0)",
        "probability tensor contains either `inf`, `nan` or element < 0",
        cause="multinomial() got weights that are no probabilities: NaN, infinite, negative, or all 0;"
        " where a network made them, its output is NaN",
        fix="print(weights.min(), weights.isfinite().all()) before it; look for the first NaN: a"
        " learning rate that is too high, float16, log() of 0",
        page="https://docs.pytorch.org/docs/stable/generated/torch.multinomial.html",
        anywhere=True,
    ),
    reading(
        "device-side assert triggered",
        anywhere=True,
        answers=(_one_hot, _unknown, also(INDEXED), also(SHARED)),
    ),
    reading(
        "{status:name} when calling `cublasCreate(handle)`",
        "cuDNN error: {status:name}",
        # https://github.com/pytorch/pytorch/blob/v1.0.0/aten/src/THC/THCGeneral.cpp
        "cublas runtime error : {status} at",
        "CUDA error: {status:name} when calling `cublasCreate(handle)`",
        answers=(
            plain(
                "cuda.library",
                cause="cuBLAS or cuDNN failed at {status}: the GPU has no memory left for it, or an"
                " earlier kernel failed an assertion, most often for a class index that is negative"
                " or not below the number of outputs",
                fix=f"{LAUNCH}; check target.min() >= 0 and target.max() < output.shape[1], then"
                " lower the batch size and look at nvidia-smi for other processes",
                page=DEBUGGING,
                confidence="possible",
                when=lambda told: not _asserted(told) and told.text("status") in STATUSES,
            ),
        ),
    ),
)
