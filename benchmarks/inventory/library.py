"""The checks of torch's native code, from the strings of its library: prints JSON.

Usage: python -m benchmarks.inventory.library > benchmarks/inventory/native.json

A check that fails hands over the pieces of its message, its file and its function, so that the code that
loads their addresses has them in a row: the pieces, then the file, then the function. What stands
between two pieces is a value. The code is that of x86-64 as compilers write it (``lea register,
[rip + distance]``); no other is read.
"""

import json
import mmap
import re
import struct
from collections.abc import Iterator
from itertools import pairwise, permutations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.inventory.sources import installed

FOLDER = "aten/src/ATen/"
SOURCE = re.compile(rb"\0(/[^\0]{1,80}?/(aten/src/ATen|c10|torch)/[\w/]+\.(?:cpp|h))(?=\0)")
NEAR, FAR = 200, 900
"""How many bytes of code lie at most between two pieces of a message, and from its first to its last."""

BEHIND = 40
"""How many bytes of code lie at most from the file's address to the function's."""

CHUNK = 1 << 24
OURS = re.compile(
    r"^(?:ExpandUtils|InferSize|TensorIterator|TensorUtils|WrapDimUtils)\w*\.(?:cpp|h)$"
    r"|^native/(?:Activation|Adaptive\w+|AveragePool\w+|BinaryOps|ChanelShuffle|Col2Im|ConvUtils"
    r"|Convolution|ConvolutionMM\w+|Copy|DilatedConvolutionUtils|DilatedMaxPool\w+|Distance|Dropout"
    r"|Embedding|FractionalMaxPool\w+|GatedLinearUnit|Gelu|Im2Col|im2col_shape_check|Linear"
    r"|LinearAlgebra|Loss\w*|MaxPooling|MaxUnpooling|NaiveConvolutionTranspose\w+|Normalization"
    r"|Onehot|PadNd|Padding|PixelShuffle|Pool|RNN|ReduceOps\w*|ReflectionPad|ReplicationPadding|Resize"
    r"|SoftMax|TensorShape|UpSample\w*|group_norm|layer_norm)\.(?:cpp|h)$"
    r"|^native/cpu/(?:Adaptive\w+|AvgPool\w+|BinaryOps\w+|MaxPool\w*|Padding\w+|PixelShuffle\w+"
    r"|UpSample\w+|batch_norm\w+|group_norm\w+|layer_norm\w+|mixed_data_type)\.(?:cpp|h)$"
    r"|^native/transformers/(?:attention|transformer)\.cpp$"
)
"""The files of the operations that our layers and losses come to."""

IDENTIFIER = re.compile(r"(?:operator\(\)|~?\w+)$")
LONGEST = 5
"""How many pieces are put in order: there are few messages of more, and too many orders."""

CLOSED, OPEN = re.compile(r"[\s,.)\]']|(?:and|but|or) "), re.compile(r"[\s(\[=:]$")
BEGINNING = re.compile(r"(?:Expected|Given|Got|Input|Invalid|Mismatch) ")
"""How a message begins. It does not begin with a space or a comma, nor end with a space or a bracket."""

WHOLE = (
    "mat1 and mat2 shapes cannot be multiplied ({}x{} and {}x{})",
    "Calculated padded input size per channel: ({} x {}). Kernel size: ({} x {}). Kernel size can't be"
    " greater than actual input size",
    "The expanded size of the tensor ({}) must match the existing size ({}) at non-singleton dimension"
    " {}.  Target sizes: {}.  Tensor sizes: {}",
    "shape '{}' is invalid for input of size {}",
    "Dimension out of range (expected to be in range of [{}, {}], but got {})",
    "lambda must be in range [0, {}] for input dtype {}, but found {}",
    "Given transposed={}, weight of size {}, expected bias to be 1-dimensional with {} elements, but got"
    " bias of size {} instead",
    "Given weight of size {}, expected bias to be 1-dimensional with {} elements, but got bias of"
    " size {} instead",
    "both arguments to matmul need to be at least 1D, but they are {}D and {}D",
    "Expected input_lengths to have value at least {}, but got value {} (while checking arguments for"
    " {})",
    "Expected target_lengths to have value at least {}, but got value {} (while checking arguments for"
    " {})",
    "non-empty 5D (n_output_plane x n_input_plane x kernel_depth x kernel_height x kernel_width) tensor"
    " expected for weight, but got: {}",
    "Expected {}D or {}D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions"
    " for input, but got: {}",
    "Input and hidden tensors are not at the same device, found input tensor at {} and hidden tensor at"
    " {}",
    "Input and parameter tensors are not at the same device, found input tensor at {} and parameter"
    " tensor at {}",
    "Argument #4: Padding size should be less than the corresponding input dimension, but got: padding"
    " ({}, {}) at dimension {} of input {}",
    "Argument #6: Padding size should be less than the corresponding input dimension, but got: padding"
    " ({}, {}) at dimension {} of input {}",
    "Argument #8: Padding size should be less than the corresponding input dimension, but got: padding"
    " ({}, {}) at dimension {} of input {}",
    "Number of groups to divide channels in must be positive. Value of groups:{}",
    "start ({}) + length ({}) exceeds dimension size ({}).",
    "start out of range (expected to be in range of [{}, {}], but got {})",
    "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype."
    " Got: {}",
    "mean(): could not infer output dtype. Optional dtype must be either a floating point or complex"
    " dtype. Got: {}",
    "select(): index {} out of range for tensor of size {} at dimension {}",
    "Expected weight to be a vector of size equal to the number of channels in input, but got weight of"
    " shape {} and input of shape {}",
    "Expected bias to be a vector of size equal to the number of channels in input, but got bias of"
    " shape {} and input of shape {}",
    "output padding must be smaller than either stride or dilation, but got output_padding_depth: {}"
    " output_padding_height: {} output_padding_width: {} stride_depth: {} stride_height: {}"
    " stride_width: {} dilation_depth: {} dilation_height: {} dilation_width: {}",
    "amax(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim"
    " with the 'dim' argument.",
    "amin(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim"
    " with the 'dim' argument.",
)
"""Messages that the rules below don't put together: the code loads a piece once that they have twice,
or loads them so that another order reads as well."""

NAME = re.compile(r"_?[a-z0-9]+(?:_[a-z0-9]+)+$|bitset::")
"""The name of a function or type, which stands beside a message."""

AFTER_NAME = re.compile(r"\s?:|\(|\"")
"""How a message goes on behind a name of which it speaks."""

OPERATION = re.compile(r"\w+\(\) ")
"""How a message begins with the operation: two such are of two checks."""

STANDARD = re.compile(
    r"^(?:Q?U?Int\d|Float[48]_|Bits\d|BFloat16$|Bool$|Half$|Float$|Double$|Complex|Undefined$)"
    r"|^basic_string|^cannot create std|^vector::|INTERNAL ASSERT FAILED|^/|^St\d|std::|^%"
)
"""What stands between checks and is no message of theirs."""


class Section(NamedTuple):
    """A part of the library: where it lies in memory and in the file."""

    address: int
    offset: int
    size: int


class Check(NamedTuple):
    """A check of a function of a file, with the pieces of its message."""

    file: str
    function: str
    pieces: tuple[str, ...]


def sections(library: mmap.mmap) -> dict[str, Section]:
    """The parts of a library by name."""
    (start,) = struct.unpack_from("<Q", library, 0x28)
    size, count, names = struct.unpack_from("<HHH", library, 0x3A)
    rows = [struct.unpack_from("<IIQQQQIIQQ", library, start + number * size) for number in range(count)]
    offset = rows[names][4]
    return {_text(library, offset + row[0]): Section(row[3], row[4], row[5]) for row in rows}


def _text(data: mmap.mmap | bytes, start: int) -> str:
    return data[start : data.find(b"\0", start)].decode("ascii", "replace")


def loads(library: mmap.mmap, code: Section, texts: Section) -> Iterator[tuple[int, int]]:
    """Where the code loads the address of a text, and which address."""
    whole = np.frombuffer(library, dtype=np.uint8, count=code.size, offset=code.offset)
    for start in range(0, code.size - 8, CHUNK):
        part = whole[start : start + CHUNK + 8]
        at = np.flatnonzero(part[1:-6] == 0x8D)
        at = at[((part[at] | 4) == 0x4C) & ((part[at + 2] & 0xC7) == 5) & (at < CHUNK)]
        distance = np.zeros(len(at), dtype=np.uint32)
        for byte in range(4):
            distance |= part[at + 3 + byte].astype(np.uint32) << np.uint32(8 * byte)
        place: NDArray[np.int64] = code.address + start + at
        target = place + 7 + distance.astype(np.int32)
        inside = (target >= texts.address) & (target < texts.address + texts.size)
        yield from zip(place[inside].tolist(), target[inside].tolist(), strict=True)


def checks(path: Path) -> Iterator[Check]:
    """The checks of a library that lie in files of `FOLDER`."""
    with path.open("rb") as file:
        library = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
    parts = sections(library)
    code, texts = parts[".text"], parts[".rodata"]
    strings = library[texts.offset : texts.offset + texts.size]
    files = {texts.address + found.start(1): _name(found) for found in SOURCE.finditer(strings)}
    found = list(loads(library, code, texts))
    for number, (place, target) in enumerate(found):
        if files.get(target):
            after = found[number + 1 : number + 3]
            near = [_text(strings, to - texts.address) for at, to in after if at - place < BEHIND]
            function = next((text for text in near if IDENTIFIER.match(text)), "")
            pieces = _before(found, number, files, strings, texts.address)
            if not function and pieces and IDENTIFIER.match(pieces[-1]):
                function = pieces.pop()
            for one in apart(pieces):
                yield Check(files[target], function, ordered(one))


def _name(found: re.Match[bytes]) -> str:
    """A file below `FOLDER`; "" for one of another part of torch."""
    return found[1].decode().partition(f"/{FOLDER}")[2]


def _before(
    found: list[tuple[int, int]], number: int, files: dict[int, str], strings: bytes, base: int
) -> list[str]:
    """The texts that are loaded for a check: those behind the check before, up to its file."""
    last = place = found[number][0]
    kept: list[str] = []
    for at, target in reversed(found[max(0, number - 24) : number]):
        text = _text(strings, target - base)
        if target in files or place - at > NEAR or last - at > FAR or not text.isascii():
            if target in files and kept and IDENTIFIER.match(kept[-1]):
                kept.pop()  # the function of the check before, which stands behind its file
            break
        place = at
        kept.append(text)
    return [text for text in reversed(kept) if text and not STANDARD.search(text)]


def apart(pieces: list[str]) -> Iterator[list[str]]:
    """The pieces of each of the checks whose code runs together."""
    if not any(AFTER_NAME.match(piece) for piece in pieces):
        pieces = [piece for piece in pieces if not NAME.match(piece)]
    starts = [number for number, piece in enumerate(pieces) if OPERATION.match(piece)]
    if len(starts) < 2 or starts[0]:
        starts = [0]
    for start, end in pairwise((*starts, len(pieces))):
        yield pieces[start:end]


def ordered(pieces: list[str]) -> tuple[str, ...]:
    """The pieces of a message in the order that reads like one: compilers load some in another."""
    for whole in WHOLE:
        if _consists(whole, pieces):
            return tuple(filter(None, whole.split("{}")))
    if not 1 < len(pieces) <= LONGEST:
        return tuple(pieces)
    return min(permutations(pieces), key=_oddness)


def _consists(whole: str, pieces: list[str]) -> bool:
    """Whether a message consists of some pieces, each of them at least once."""
    if not all(piece in whole for piece in pieces):
        return False
    for piece in sorted(pieces, key=len, reverse=True):
        whole = whole.replace(piece, "{}")
    return not whole.replace("{}", "")


def _oddness(order: tuple[str, ...]) -> int:
    """How little a message reads like one in this order."""
    first, last = order[0], order[-1]
    ends = bool(OPEN.search(last)) + bool(CLOSED.match(first)) + (len(first.strip()) < len("Got"))
    inside = sum(bool(BEGINNING.match(piece)) for piece in order[1:])
    inside += sum(before.endswith("= ") and behind[:1].isalpha() for before, behind in pairwise(order))
    unfinished = len(last.strip()) < len("Got") and not CLOSED.match(last)
    return ends + inside + unfinished


def main() -> None:
    """Print the checks that have a message, each once, in the order of files and functions."""
    path = installed() / "torch/lib/libtorch_cpu.so"
    found = {check for check in checks(path) if check.pieces and OURS.search(check.file)}
    rows = ",\n".join(json.dumps(check) for check in sorted(found))
    print(f"[\n{rows}\n]")


if __name__ == "__main__":
    main()
