"""Messages of a batch being put together: default_collate and torch.stack."""

import re

from fuzz.message.reading import Told, plain, reading
from strategies.value import Shape

DATA = "https://docs.pytorch.org/docs/stable/data.html"
COLLATE = f"{DATA}#working-with-collate-fn"
RESIZE = "https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Resize.html"
FOLDER = "https://docs.pytorch.org/vision/stable/generated/torchvision.datasets.ImageFolder.html"
TO_TENSOR = "https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.ToTensor.html"

CHANNELS = (1, 3, 4)
ZIPPED = "collate_fn=lambda batch: tuple(zip(*batch))"
BOX = 4
"""The number of coordinates of a box."""


def in_loader(told: Told) -> bool:
    """Whether the frames, if there are any, are those of a DataLoader or a function of its own."""
    named = any(
        "collate" in frame.function or "/utils/data/" in frame.path for frame in told.raised.frames
    )
    return told.place in ("", "data") or named


def _own_stack(told: Told) -> bool:
    """Whether a line stacks what is no batch of a DataLoader by its name."""
    if any("/utils/data/" in frame.path for frame in told.raised.frames):
        return False
    lines = (*told.shown, *told.rest.splitlines())
    return any(re.search(r"torch\.stack\((?!batch\b|elem)\w", line) for line in lines)


def _pair(told: Told) -> tuple[Shape, Shape]:
    return told.shape("first"), told.shape("other")


def _are_images(told: Told) -> bool:
    return all(len(one) == 3 and (one[0] in CHANNELS or one[-1] in CHANNELS) for one in _pair(told))


def _plane(shape: Shape) -> Shape:
    return shape[1:] if shape[0] in CHANNELS else shape[:-1]


def _colours_differ(told: Told) -> bool:
    first, other = _pair(told)
    if not _are_images(told):
        return False
    return any(first[at] != other[at] and {first[at], other[at]} <= {*CHANNELS} for at in (0, -1))


def _planes_differ(told: Told) -> bool:
    if not _are_images(told):
        return False
    first, other = map(_plane, _pair(told))
    return first != other


def _smaller_edge_alike(told: Told) -> bool:
    return _planes_differ(told) and len({min(_plane(one)) for one in _pair(told)}) == 1


def _planes_and_channels(told: Told) -> int:
    """The number of channels of the item that has them, where the other has none; 0 elsewhere."""
    flat, deep = sorted(_pair(told), key=len)
    if (len(flat), len(deep)) != (2, 3) or not in_loader(told):
        return 0
    return next((size for size in (deep[0], deep[-1]) if size in CHANNELS), 0)


def _channel_missing(told: Told) -> bool:
    return _planes_and_channels(told) == 1


def _grey_and_colour(told: Told) -> bool:
    return _planes_and_channels(told) > 1


def _last_batch(told: Told) -> bool:
    first, other = _pair(told)
    samples = len(first) > 1 and first[1:] == other[1:]
    return not in_loader(told) and samples and first[:1] != other[:1]


def _number_of_boxes(told: Told) -> bool:
    first, other = _pair(told)
    return in_loader(told) and len(first) == len(other) <= 2 and first[1:] == other[1:]


def _old_plane(told: Told) -> bool:
    """Dimensions are counted with that of the batch, which is 0."""
    return told.place == "data" and told.number("dimension") in (2, 3)


def _old_channels(told: Told) -> bool:
    values = {told.number("first"), told.number("other")}
    return told.place == "data" and told.number("dimension") == 1 and values <= {*CHANNELS}


READINGS = (
    reading(
        "stack expects each tensor to be equal size, but got {first:sizes} at entry {:number} and"
        " {other:sizes} at entry {entry:number}",
        answers=(
            plain(
                "collate.colours",
                cause="the images of a batch differ in their channels: one is [{first}], number {entry}"
                " is [{other}]; a file of the data set is grey (1), RGB (3) or has an alpha channel (4)",
                fix="convert every file when it is opened: images with Image.open(path).convert('RGB'),"
                " masks with convert('L')",
                page=COLLATE,
                when=_colours_differ,
            ),
            plain(
                "collate.smaller_edge",
                cause="the images of a batch differ in size: [{first}] and [{other}]; their smaller"
                " edges are alike, as Resize(size) with one number leaves them: it keeps the ratio",
                fix="give both edges, Resize((224, 224)), or put CenterCrop(224) behind Resize",
                page=RESIZE,
                confidence="likely",
                when=_smaller_edge_alike,
            ),
            plain(
                "collate.image_sizes",
                cause="the images of a batch differ in size: [{first}] at entry 0 and [{other}] at entry"
                " {entry}; default_collate stacks images of one size",
                fix="resize each image in the transform, with both edges given: Resize((224, 224));"
                " Resize(224) keeps the aspect ratio, and is to be followed by CenterCrop(224)",
                page=RESIZE,
                when=_planes_differ,
            ),
            plain(
                "collate.grey_and_colour",
                cause="the items of a batch differ in their channels: [{first}] at entry 0 and [{other}]"
                " at entry {entry}; some files are grey (one channel, without an axis for it), others in"
                " colour",
                fix="open all files of one kind alike: images with Image.open(path).convert('RGB'),"
                " masks with Image.open(path).convert('L'), or the files of class indices in place of"
                " the coloured ones",
                page=COLLATE,
                when=_grey_and_colour,
            ),
            plain(
                "collate.channel_missing",
                cause="one item of a batch has no dimension for its channel: [{first}] at entry 0 and"
                " [{other}] at entry {entry}",
                fix="give all items the same: mask.unsqueeze(0) makes [H, W] a [1, H, W]; or squeeze(0)"
                " the others",
                page=COLLATE,
                when=_channel_missing,
            ),
            plain(
                "collate.last_batch",
                cause="torch.stack wants tensors of one shape, but the number of samples differs:"
                " [{first}] at entry 0 and [{other}] at entry {entry}, as of the last batch, which is"
                " smaller",
                fix="join outputs of several batches along the samples, torch.cat(outputs), or use"
                " drop_last=True in the DataLoader",
                page="https://docs.pytorch.org/docs/stable/generated/torch.cat.html",
                confidence="likely",
                when=_last_batch,
            ),
            plain(
                "collate.number_of_boxes",
                cause="the items of a batch differ in length: [{first}] at entry 0 and [{other}] at"
                " entry {entry}, such as the boxes or labels of images with several objects",
                fix=f"keep what differs in length in a list, {ZIPPED}, or pad it to one length in a"
                " collate_fn of your own",
                page=COLLATE,
                when=_number_of_boxes,
            ),
            plain(
                "collate.sizes",
                cause="default_collate stacks tensors of one shape, but got [{first}] at entry 0 and"
                " [{other}] at entry {entry}",
                fix=f"make every item of the data set the same shape, or keep them in a list: {ZIPPED}",
                page=COLLATE,
                when=lambda told: in_loader(told) and not _are_images(told) and not _own_stack(told),
            ),
        ),
    ),
    # torch 0.4 to 1.4: torch.stack was a torch.cat.
    reading(
        "Sizes of tensors must match except in dimension 0. Got {first:number} and {other:number} in"
        " dimension {dimension:number}",
        answers=(
            plain(
                "collate.image_sizes_of_old",
                cause="the images of a batch differ in size: {first} and {other} in dimension"
                " {dimension} of [N, C, H, W]; default_collate stacks images of one size",
                fix="resize each image in the transform, with both edges given: Resize((224, 224))",
                page=RESIZE,
                when=_old_plane,
            ),
            plain(
                "collate.colours_of_old",
                cause="the images of a batch differ in their channels: {first} and {other}; a file of"
                " the data set is grey (1), RGB (3) or has an alpha channel (4)",
                fix="convert every image when it is opened: Image.open(path).convert('RGB')",
                page=COLLATE,
                when=_old_channels,
            ),
        ),
    ),
    # With workers the batch is written into shared memory; torch 1.9 to 2.0 found its size wrong first.
    reading(
        "Trying to resize storage that is not resizable",
        answers=(
            plain(
                "collate.not_resizable",
                cause="the items of a batch differ in shape, and a worker of the DataLoader cannot stack"
                " them in shared memory",
                fix="resize each image in the transform with both edges given, Resize((224, 224)); with"
                " num_workers=0 the message names the two shapes",
                page=COLLATE,
                confidence="likely",
                when=lambda told: told.place == "data",
            ),
            plain(
                "collate.resized",
                cause="a tensor over memory that is not its own was to become larger: with a DataLoader"
                " the items of a batch differ in shape, and a worker cannot stack them in shared memory;"
                " elsewhere resize_ was called on a tensor of an array of NumPy",
                fix="resize each image in the transform with both edges given, Resize((224, 224)); a"
                " tensor of NumPy is made longer with F.pad, or copied first: x.clone()",
                page=COLLATE,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "batch must contain tensors, numpy arrays, numbers, dicts or lists; found <class '{kind:name}'",
        "batch must contain tensors, numbers, dicts or lists; found <class '{kind:name}'",
        answers=(
            plain(
                "collate.pil",
                cause="the data set returns images of PIL ({kind}), and default_collate stacks tensors",
                fix="end the transform with ToTensor() and give it to the data set: ImageFolder(path,"
                " transform=transform)",
                page=TO_TENSOR,
                when=lambda told: told.text("kind").startswith("PIL."),
            ),
            plain(
                "collate.none",
                cause="__getitem__ of the data set returned None, or an item with None in it: a return"
                " is missing in a branch, a transform returns nothing, or an image could not be read",
                fix="return a tensor from every branch of __getitem__ and of each transform; leave out"
                " bad files when the list of files is made, or filter the None out in a collate_fn",
                page=COLLATE,
                when=lambda told: told.text("kind") == "NoneType",
            ),
            plain(
                "collate.kind",
                cause="the data set returns objects of {kind}, which default_collate cannot stack",
                fix=f"return tensors, arrays, numbers or strings from __getitem__, or keep the"
                f" objects in"
                f" a list: {ZIPPED}",
                page=COLLATE,
            ),
        ),
    ),
    reading(
        "dicts or lists; found object",
        "dicts or lists; found <U{kind:number}",
        "dicts or lists; found |S{kind:number}",
        answers=(
            plain(
                "collate.array_of_objects",
                cause="the data set returns a NumPy array of strings or Python objects, which cannot be"
                " a tensor",
                fix="number the labels (class_to_index[name]) and convert the array, such as"
                " array.astype(np.float32), in __getitem__",
                page=COLLATE,
            ),
        ),
    ),
    reading(
        "each element in list of batch should be of equal size",
        answers=(
            plain(
                "collate.lists",
                cause="the data set returns lists whose lengths differ between the samples of a batch;"
                " default_collate transposes lists of one length",
                fix=f"pad the lists to one length, or keep them apart with a collate_fn: {ZIPPED}",
                page=COLLATE,
            ),
        ),
    ),
    reading(
        "expected Tensor as element {entry:number} in argument 0, but got {kind:name}",
        answers=(
            plain(
                "collate.not_all_tensors",
                cause="the items of a batch differ in kind: element 0 is a tensor, element {entry} is"
                " {kind}",
                fix="return a tensor from every branch of __getitem__, or leave the sample out of the"
                " data set",
                page=COLLATE,
                when=lambda told: told.place == "data" and told.number("entry") > 0,
            ),
        ),
    ),
)
