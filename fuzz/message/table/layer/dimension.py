"""Messages about dimensions that a tensor does not have, or that are named in another order."""

import re
from math import prod

from fuzz.message.expression import named
from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.layer.pages import function, module
from fuzz.message.table.loss.common import shows
from fuzz.message.words import check_layer, saying
from strategies.contract.own_code import FLATTENED

FLATTEN = function("flatten")
DETECTION = "https://docs.pytorch.org/vision/stable/models.html#object-detection"
LOST = "the dimension of the batch is often missing (x.unsqueeze(0)), or was squeezed away"
SQUEEZED = (
    "mostly squeeze() took the dimension of the batch away with the others, where the batch holds one"
    " sample (the last one): torch.flatten(x, 1) or squeeze(-1) instead, or drop_last=True; or it was"
    " never there: x.unsqueeze(0)"
)
BOXES = re.compile(r"box|iou|jaccard|intersect|anchor|roi_heads|rpn", re.IGNORECASE)


def _rank(told: Told) -> dict[str, str] | None:
    """The dimensions that the tensor has, from the range of their numbers."""
    low, high, got = told.number("low"), told.number("high"), told.number("got")
    if low <= got <= high:
        return None
    rank = high + 1
    advice = SQUEEZED if (rank, got) == (1, 1) else LOST
    return {"rank": str(rank), "noun": "dimension" if rank == 1 else "dimensions", "advice": advice}


def _flattens(told: Told) -> bool:
    source = told.raised.frames[-1].source if told.raised.frames else ""
    return _rank(told) is not None and ("flatten(" in source) and told.number("got") == 1


def _in_loss(told: Told) -> dict[str, str] | None:
    return _rank(told) if told.place == "loss" else None


def _pools(told: Told) -> dict[str, str] | None:
    return _rank(told) if told.place == "pooling" else None


def _of_boxes(told: Told) -> bool:
    """Whether a tensor of one dimension is boxes, by the function that was running and its line."""
    flat = told.fields.get("rank") == "1" or told.fields.get("high") == "0"
    last = told.raised.frames[-1:]
    return flat and any(BOXES.search(f"{one.function} {one.source} {one.name}") for one in last)


def _unflattened(told: Told) -> bool:
    return prod(told.shape("wanted")) != told.number("got")


def _unpacks_shape(told: Told) -> bool:
    """Whether a line takes the sizes of a tensor or array apart."""
    last = told.raised.frames[-1:]
    return any(re.search(r"=\s*[\w.\[\]]+\.(?:shape|size\(\))\s*$", one.source) for one in last)


SQUEEZES = re.compile(r"(?<![A-Za-z_])squeeze(?:\(\)|(?![A-Za-z_(]))")


LOADED = re.compile(
    r"(?:\bload\w*\([^()]*(?:\([^()]*\)[^()]*)*\)|\w*(?:ckpt|checkpoint|state|weights|pretrain|saved|loaded)\w*)"
    r"\[([\"'][\w.]+[\"'])\]",
    re.IGNORECASE,
)
"""An entry of what was loaded from a file: ``torch.load(path)["state_dict"]``."""


def _entry(told: Told) -> dict[str, str] | None:
    """The name of an entry that was asked for, where the line has no other index."""
    lines = [one.source for one in told.raised.frames[-1:]] or list(told.shown)
    found = next(filter(None, map(LOADED.search, lines)), None)
    alone = found is not None and found.string.count("[") == 1
    return {"entry": found[1]} if found is not None and alone else None


def _only_one(told: Told) -> bool:
    """Whether dimension 1 was asked for where only that of the batch, or of the features, is left."""
    return _rank(told) is not None and (told.number("high"), told.number("got")) == (0, 1)


def _squeezed(told: Told) -> bool:
    return _only_one(told) and any(SQUEEZES.search(line) for line in told.shown)


NO_BOXES = plain(
    "detection.no_boxes",
    cause="boxes are used as [N, 4], but have one dimension: an image has no objects, and its empty list"
    " became a tensor of shape [0]",
    fix="boxes = torch.as_tensor(boxes, dtype=torch.float32).reshape(-1, 4), which holds for an empty"
    " list as well, or leave out images without objects in the Dataset: len(boxes) == 0",
    page=DETECTION,
    confidence="likely",
    when=_of_boxes,
)


def _named(told: Told) -> dict[str, str] | None:
    """What the line that failed looks up by a name alone."""
    found, key = named(told)
    return {"found": found, "key": key} if found else None


READINGS = (
    reading(
        "imension out of range (expected to be in range of [{low:number}, {high:number}], but got"
        " {got:number})",
        answers=(
            plain(
                "shaping.loss",
                cause="the loss uses dimension {got} of a tensor that has only {rank} {noun}: the output"
                " has lost the dimension of its classes, or that of the batch",
                fix="give the loss outputs of shape [N, C]: leave out squeeze(), argmax(), view(-1) and"
                " indexing in front of it, and use output.unsqueeze(0) for a single sample",
                page=module("CrossEntropyLoss"),
                more=_in_loss,
            ),
            asked(
                "forward",
                "ResNet",
                saying(FLATTENED, "2 or more", "1"),
                when=_flattens,
                fix="keep the batch dimension: pass images of shape (N, C, H, W), and x.unsqueeze(0) for"
                " one; squeeze() takes away a batch of 1, so name its dimension",
            ),
            NO_BOXES,
            plain(
                "shaping.pooled",
                cause="the pooling layer expects an input with height and width, but got one of {rank}"
                " {noun}, which was flattened before",
                fix="put the pooling in front of the flatten",
                page=module("AdaptiveAvgPool2d"),
                more=_pools,
            ),
            plain(
                "shaping.squeezed",
                cause="dimension 1 was asked for, but the tensor has only 1 dimension: squeeze() took"
                " that of the batch away as well, where the batch holds one sample, as the last one"
                " may",
                fix="torch.flatten(x, 1) in place of squeeze(), or name the dimensions that are to go,"
                " x.squeeze(-1).squeeze(-1); or drop_last=True in the DataLoader",
                page=function("squeeze"),
                confidence="likely",
                when=_squeezed,
            ),
            plain(
                "shaping.dimension",
                cause="dimension {got} was asked for, but the tensor has only {rank} {noun}",
                fix="print(x.shape) in front of the line that the traceback names: {advice}; [0] is an"
                " empty list that became a tensor, as of the boxes of an image without objects:"
                " torch.zeros((0,"
                " 4))",
                page="https://docs.pytorch.org/docs/stable/tensor_attributes.html",
                confidence="likely",
                more=_rank,
            ),
        ),
    ),
    reading(
        "Dimension specified as {got:number} but tensor has no dimensions",
        answers=(
            plain(
                "shaping.scalar",
                cause="dimension {got} was asked for, but the tensor is a single number",
                fix="print(x.shape) in front of it: a mean or sum over everything, squeeze(), or an"
                " index has left no dimension",
                page=function("squeeze"),
            ),
        ),
    ),
    reading(
        "flatten() has invalid args: start_dim cannot come after end_dim",
        answers=(
            plain(
                "shaping.order",
                cause="start_dim of the flatten comes after its end_dim",
                fix="use torch.flatten(x, 1), which flattens all but the batch",
                page=FLATTEN,
            ),
        ),
    ),
    reading(
        "unflatten: Provided sizes {wanted:shape} don't multiply up to the size of dim {dim:number}"
        " ({got:number}) in the input tensor",
        answers=(
            asked(
                "forward",
                "Unflatten",
                lambda told: check_layer(
                    "Unflatten",
                    {"dim": 1, "unflattened_size": told.shape("wanted")},
                    (2, told.number("got")),
                ),
                when=_unflattened,
            ),
        ),
    ),
    reading(
        "unflattened_size must be a tuple of ints, but found type {got:name}",
        "unflattened_size must be tuple of ints, but found element of type {got:name}",
        answers=(
            plain(
                "shaping.unflattened_size",
                cause="the unflattened_size of nn.Unflatten must be a tuple of ints, but is, or has in"
                " it, the type {got}",
                fix="write a tuple: nn.Unflatten(1, (512, 7, 7))",
                page=module("Unflatten"),
            ),
        ),
    ),
    # torch before 2.13, which had names for dimensions
    reading(
        "unflattened_size must be a tuple of tuples, but found type {got:name}",
        "unflattened_size must be tuple of tuples, but found element of type {got:name}",
        answers=(
            plain(
                "shaping.unflattened_size",
                cause="the dimension of nn.Unflatten is a name, so that its unflattened_size must be"
                " pairs of a name and a size, but it is, or has in it, the type {got}",
                fix="name the dimension by its number, and write a tuple: nn.Unflatten(1, (512, 7, 7))",
                page=module("Unflatten"),
            ),
        ),
    ),
    reading(
        "TypeError: invalid argument type for dim parameter",
        answers=(
            plain(
                "shaping.unflattened_dim",
                cause="the dim of nn.Unflatten must be the number of a dimension",
                fix="dim comes first: nn.Unflatten(1, (512, 7, 7))",
                page=module("Unflatten"),
            ),
        ),
    ),
    reading(
        "number of dimensions in the tensor input does not match the length of the desired ordering of"
        " dimensions i.e. input.dim() = {got:number} is not equal to len(dims) = {wanted:number}",
        # torch before 1.13
        "number of dims don't match in permute",
        answers=(
            plain(
                "shaping.permute",
                cause="permute must name each dimension of the tensor once, but names another number"
                " than it has",
                fix="print(x.shape): x.permute(0, 3, 1, 2) is for a batch of images, x.permute(2, 0, 1)"
                " for one",
                page=function("permute"),
            ),
        ),
    ),
    reading(
        "permute(): duplicate dims are not allowed",
        "repeated dim in permute",
        answers=(
            plain(
                "shaping.repeated",
                cause="permute names a dimension twice",
                fix="name each once: x.permute(0, 2, 3, 1)",
                page=function("permute"),
            ),
        ),
    ),
    reading(
        "too many indices for tensor of dimension {rank:number}",
        answers=(
            NO_BOXES,
            plain(
                "load.tensor_as_checkpoint",
                cause="what was loaded is a tensor, and the line takes it for a dictionary with an"
                " entry {entry}: the path is that of another file, such as indices or features",
                fix="print(type(torch.load(path))), and give the path of the checkpoint that was saved"
                " with that entry",
                page="https://docs.pytorch.org/tutorials/beginner/saving_loading_models.html",
                confidence="likely",
                more=_entry,
            ),
            plain(
                "shaping.named",
                cause="{found} is a tensor of {rank} dimensions, and is looked up by a name,"
                " {found}[{key}],"
                " as a dictionary is",
                fix="print(type({found})) where it is made: return a dictionary from __getitem__ (and"
                " from"
                " the last transform, collate_fn or forward), or take the tensor by its place",
                page="https://docs.pytorch.org/docs/stable/data.html#working-with-collate-fn",
                confidence="likely",
                more=_named,
            ),
            plain(
                "shaping.indices",
                cause="a tensor was indexed with more indices than it has dimensions: {rank}",
                fix="print(x.shape) in front of it: a dimension, often that of the batch, is missing;"
                " [0] is an empty list that became a tensor, as of the boxes of an image without"
                " objects: torch.zeros((0, 4))",
                page="https://docs.pytorch.org/docs/stable/tensors.html",
            ),
        ),
    ),
    reading(
        "not enough values to unpack (expected {wanted:number}, got {got:number})",
        "too many values to unpack (expected {wanted:number})",
        "too many values to unpack (expected {wanted:number}, got {got:number})",
        answers=(
            plain(
                "shaping.unpacked",
                cause="a line asks for {wanted} sizes of a tensor or array, which has another number of"
                " dimensions",
                fix="print(x.shape) in front of it: b, c, h, w = x.shape needs the batch (x.unsqueeze(0)"
                " for one image) and a map that is not flattened; h, w, c = image.shape a colour image"
                " (cv2.imread(path), Image.open(path).convert('RGB')), h, w = image.shape[:2] takes grey"
                " ones as well",
                page="https://docs.pytorch.org/docs/stable/tensor_attributes.html",
                confidence="likely",
                when=_unpacks_shape,
            ),
        ),
    ),
    reading(
        "index {got:number} is out of bounds for dimension {dim:number} with size {count:number}",
        answers=(
            plain(
                "shaping.negative_label",
                cause="the index {got} is used where it is no place from the end, as in gather(),"
                " scatter() or a loss: mostly a label of {got} that means 'none'",
                fix="give the loss ignore_index={got}, or leave such samples out: target[target >= 0];"
                " torch 1.10 fails with label_smoothing and weight all the same: update it",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html",
                confidence="likely",
                when=lambda told: -told.number("count") <= told.number("got") < 0,
            ),
            plain(
                "shaping.scattered",
                cause="scatter_() or gather() got the index {got} for dimension {dim}, which has {count}"
                " places, 0 to {count} - 1: mostly a class label that is as large as the number of"
                " classes or larger",
                fix="print(target.unique()): number the classes from 0, make the tensor (and the output"
                " of the network) as wide as there are classes, and leave out labels such as 255 first,"
                " target[target != 255]",
                page="https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_.html",
                confidence="likely",
                when=lambda told: shows(told, r"\bscatter_?\(|\bgather\(|one_?hot|cutmix|mixup"),
            ),
            plain(
                "shaping.index",
                cause="index {got} was asked for along dimension {dim}, which has only {count} places, 0"
                " to {count} - 1",
                fix="print(x.shape, index) in front of the line that the traceback names: a batch may be"
                " smaller than the one before, and class indices count from 0",
                page="https://docs.pytorch.org/docs/stable/tensors.html",
                confidence="likely",
            ),
        ),
    ),
    reading(
        "The shape of the mask {got:sizes} at index {n:number} does not match the shape of the indexed"
        " tensor {wanted:sizes} at index",
        answers=(
            plain(
                "shaping.mask",
                cause="a mask of bools must have the shape of what it picks from, [{wanted}], but has"
                " [{got}]",
                fix="make the mask of the tensor that is indexed, or squeeze a dimension of size 1:"
                " mask.squeeze(1)",
                page="https://docs.pytorch.org/docs/stable/tensors.html",
            ),
        ),
    ),
)
