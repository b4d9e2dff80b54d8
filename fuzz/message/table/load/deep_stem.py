"""A stem that ends in other channels on one side: a deep one, or one of another width."""

import re

from fuzz.message.answer import Answer
from fuzz.message.reading import Told
from fuzz.message.state_dict import Mismatch, Resized, parse
from fuzz.message.table.load import size
from fuzz.message.table.load.names import is_head

NORM = re.compile(r"^(?:(?!layer)\w+\.)*?bn1\.(?:weight|bias|running_mean|running_var)$")
STEM = re.compile(r"^(?:(?!layer)\w+\.)*?(?:conv1|bn1)\.")
BEHIND = re.compile(r"(?:^|\.)layer1\.0\.(?:conv1|downsample\.\d)\.weight$")
"""What takes the output of the stem."""


def DEEP_STEM(told: Told) -> Answer | None:  # noqa: N802 - it stands among the answers of a table
    """Stems that end in 64 and 128 channels, where all but what takes them is alike."""
    mismatch = parse(told.raised.message)
    ends = _ends(mismatch)
    if ends is None:
        return None
    file, model = ends
    deep, plain = ("model", "checkpoint") if model > file else ("checkpoint", "model")
    built = (
        f"without the deep stem (deep_base or deep_stem False; stem_width={file // 2} where the"
        " checkpoint has conv1.0, conv1.3 and conv1.6)"
        if model > file
        else f"with the deep stem (deep_base or deep_stem True, stem_type='deep' in timm,"
        f" stem_width={file // 2})"
    )
    return size.filled(
        told,
        f"only the stem, and what takes its output, differ: it ends in {model} channels in the model"
        f" and {file} in the checkpoint. {max(ends)} are those of a deep stem of three 3 x 3"
        f" convolutions, which the {deep} has; the {plain} has a plain 7 x 7 one, or a deep one of"
        f" half the width. Build the model {built}, or load weights that were made for the stem of"
        f" the model. {size.LENIENT}",
    )


def _ends(mismatch: Mismatch) -> tuple[int, int] | None:
    """The channels that the two stems end in, in the checkpoint and in the model."""
    bodies = [one for one in mismatch.resized if not is_head(one.key)]
    norms = {(one.file, one.model) for one in bodies if NORM.match(one.key)}
    if mismatch.cut or len(norms) != 1 or not all(map(_of_stem, bodies)):
        return None
    ((file, model),) = norms
    if len(file) != 1 or max(file[0], model[0]) != 2 * min(file[0], model[0]):
        return None
    taken = [one for one in bodies if BEHIND.search(one.key)]
    ends = file[0], model[0]
    return ends if taken and all((one.file[1], one.model[1]) == ends for one in taken) else None


def _of_stem(one: Resized) -> bool:
    """Whether it is a part of a stem, but no 7 x 7 one on both sides, or takes what a stem gives."""
    if BEHIND.search(one.key):
        return len(one.file) == len(one.model) == 4 and one.file[0] == one.model[0]
    both = len(one.file) == 4 and one.file[2:] == one.model[2:] == (7, 7)
    return bool(STEM.match(one.key)) and not both
