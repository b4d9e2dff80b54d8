"""Messages of PIL and NumPy, about files of images and arrays that are made tensors."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.words import option

FROM_NUMPY = "https://docs.pytorch.org/docs/stable/generated/torch.from_numpy.html"
TENSOR = "https://docs.pytorch.org/docs/stable/generated/torch.tensor.html"
STACK = "https://docs.pytorch.org/docs/stable/generated/torch.stack.html"
PIL = "https://pillow.readthedocs.io/en/stable/reference/Image.html"
FILES = "https://pillow.readthedocs.io/en/stable/reference/ImageFile.html"
INSTALL = "https://pytorch.org/get-started/locally/"

COMPANION = re.compile(r"(?:^|[\\/'\" ])(\._[^\\/'\"<>]{1,200})(?:['\">]|\Z)")
"""A name of a file that begins with ``._``."""


def _companion(told: Told) -> dict[str, str] | None:
    """The file that macOS wrote beside another, by its name in the message."""
    found = COMPANION.search(told.raised.message)
    return {"file": found[1]} if found else None


READINGS = (
    option(
        "picture.too_large",
        "could be decompression bomb DOS attack",
        cause="PIL refuses, or warns of, an image of more pixels than it takes for a harmless one",
        fix="Image.MAX_IMAGE_PIXELS = None, if the files are trusted; and cut such images into tiles or"
        " make them smaller once, before training",
        page=PIL,
    ),
    option(
        "picture.broken",
        "broken PNG file",
        "broken data stream when reading image file",
        "decoder jpeg not available",
        cause="PIL cannot decode a file: it is damaged, or cut off by a download or copy",
        fix="find it (Image.open(path).convert('RGB') for each file of the data set, in a try), and get"
        " it again or leave it out",
        page=FILES,
    ),
    option(
        "picture.cut_off",
        "unpack requires a buffer of {size:number} byte",
        "unpack requires a bytes object of length",
        "not enough image data",
        "unrecognized data stream contents when reading image file",
        cause="PIL reads the file of an image beyond its end: the file is cut off or damaged, by a"
        " download or copy that stopped",
        fix="find it (Image.open(path).convert('RGB') for each file of the data set, in a try), and get"
        " it again or leave it out; PIL.ImageFile.LOAD_TRUNCATED_IMAGES = True fills the missing rows"
        " with grey",
        page=FILES,
        when=lambda told: any("PIL/" in frame.path for frame in told.raised.frames),
    ),
    option(
        "picture.mode",
        "cannot write mode {mode:name} as {format:name}",
        cause="an image of mode {mode} can't be saved as {format}: F holds floating point numbers, RGBA"
        " and P what JPEG does not have",
        fix="convert it first: Image.fromarray((array * 255).astype(np.uint8)) for F,"
        " image.convert('RGB').save(path) for RGBA and P",
        page=PIL,
    ),
    reading(
        "Cannot handle this data type: {got:text}, {kind:text}f{size:number}",
        answers=(
            plain(
                "picture.float_array",
                cause="Image.fromarray takes no colour image of floating point numbers",
                fix="scale and convert: Image.fromarray((array * 255).astype(np.uint8)), where the"
                " values"
                " are 0 to 1",
                page=PIL,
            ),
        ),
    ),
    reading(
        "Cannot handle this data type: (1, 1, {got:number}), {kind:text}",
        answers=(
            plain(
                "picture.array_channels",
                cause="Image.fromarray takes [H, W] or [H, W, C] with 2 to 4 channels, but the last"
                " dimension is {got}: channels stand first, as in a tensor",
                fix="permute first, tensor.permute(1, 2, 0).numpy(), squeeze a single channel, or use"
                " torchvision.transforms.ToPILImage()",
                page=PIL,
                when=lambda told: told.number("got") == 1 or told.number("got") > 4,
            ),
        ),
    ),
    reading(
        "cannot identify image file",
        answers=(
            plain(
                "picture.companion_file",
                cause="{file} is no image, whatever its extension says: macOS writes a file ._name"
                " beside each file name on a disk or in an archive of another system, with what it"
                " knows of it and no pixels",
                fix="delete them, find . -name '._*' -delete, or leave them out: ImageFolder(root,"
                " is_valid_file=lambda path: not os.path.basename(path).startswith('._'), ...); the"
                " images beside them are right",
                page="https://docs.pytorch.org/vision/stable/generated/torchvision.datasets.ImageFolder.html",
                more=_companion,
            ),
            plain(
                "picture.not_an_image",
                cause="the file is no image that PIL knows: it is empty or cut off, an HTML page"
                " saved as"
                " .jpg, a hidden file (._x.jpg, .DS_Store), or of a format without support",
                fix="look at it (file name, size, the command file), and leave out what"
                " Image.open(path).verify() does not take",
                page=PIL,
            ),
        ),
    ),
    reading(
        "image file is truncated",
        "OSError: Truncated File Read",
        answers=(
            plain(
                "picture.truncated",
                cause="the file of an image ends too early: a download or copy was cut off",
                fix="get the file again or leave it out; PIL.ImageFile.LOAD_TRUNCATED_IMAGES = True"
                " fills"
                " the missing rows with grey",
                page=FILES,
            ),
        ),
    ),
    reading(
        "At least one stride in the given numpy array is negative",
        "some of the strides of a given numpy array are negative",
        answers=(
            plain(
                "picture.negative_strides",
                cause="the array is a reversed view (array[::-1], [..., ::-1], np.flip), and tensors"
                " have no negative strides",
                fix="copy it first: torch.from_numpy(array.copy()) or np.ascontiguousarray(array)",
                page=FROM_NUMPY,
            ),
        ),
    ),
    reading(
        "can't convert np.ndarray of type numpy.{got:name}. The only supported types",
        "can't convert a given np.ndarray to a tensor - it has an invalid type. The only supported",
        answers=(
            plain(
                "picture.array_of_objects",
                cause="an array of Python objects (numpy.object_) is no tensor: its rows differ in"
                " length,"
                " or it holds None, strings or arrays; a table of pandas with mixed columns gives one",
                fix="convert it, array.astype(np.float32), after filling what is missing and numbering"
                " what is text",
                page=FROM_NUMPY,
                when=lambda told: told.text("got") in ("object_", "object"),
            ),
            plain(
                "picture.array_of_strings",
                cause="an array of strings (numpy.{got}) is no tensor",
                fix="number the labels: torch.tensor([class_to_index[name] for name in names])",
                page=FROM_NUMPY,
                when=lambda told: told.text("got") in ("str_", "bytes_", "string_"),
            ),
            plain(
                "picture.array_type",
                cause="this release of torch has no tensors of numpy.{got}; images of 16 bits have it",
                fix="convert the array first: array.astype(np.int32), or np.float32 for images",
                page=FROM_NUMPY,
                when=lambda told: told.text("got").startswith("uint"),
            ),
        ),
    ),
    reading(
        "Numpy is not available",
        "A module that was compiled using NumPy 1.x cannot be run in NumPy 2",
        answers=(
            plain(
                "picture.numpy_2",
                cause="torch cannot use the NumPy that is installed: it is missing, or it is NumPy 2 and"
                " this torch was built for NumPy 1",
                fix="pip install 'numpy<2', or update torch to 2.3 or later",
                page=INSTALL,
            ),
        ),
        anywhere=True,
    ),
    reading(
        "expected np.ndarray (got {got:name})",
        answers=(
            plain(
                "picture.from_numpy",
                cause="torch.from_numpy takes an array, but got a {got}",
                fix="use torch.tensor(values) for a list or number; a tensor needs no conversion",
                page=FROM_NUMPY,
            ),
        ),
    ),
    reading(
        "too many dimensions 'str'",
        "new(): invalid data type 'str'",
        answers=(
            plain(
                "picture.strings",
                cause="torch.tensor got strings, and tensors hold numbers",
                fix="number the labels: torch.tensor([class_to_index[name] for name in names])",
                page=TENSOR,
            ),
        ),
    ),
    reading(
        "expected sequence of length {wanted:number} at dim {dimension:number} (got {got:number})",
        answers=(
            plain(
                "picture.ragged",
                cause="torch.tensor got lists that differ in length: {wanted} and {got} in dimension"
                " {dimension}",
                fix="pad them to one length: torch.nn.utils.rnn.pad_sequence of a tensor for each, or"
                " keep a list of tensors",
                page=TENSOR,
            ),
        ),
    ),
    reading(
        "only one element tensors can be converted to Python scalars",
        answers=(
            plain(
                "picture.list_of_tensors",
                cause="torch.tensor (or numpy) got a list of tensors with more than one element each",
                fix="join them: torch.stack(tensors), or torch.cat(tensors)",
                page=STACK,
                confidence="likely",
            ),
        ),
    ),
)
