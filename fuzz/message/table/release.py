"""Messages about names of torch that the installed release does not have: not yet, or no more."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.names import BASIC, GONE, NUMPY, PILLOW, SINCE, VISION

INSTALL = "https://pytorch.org/get-started/locally/"
NOTES = "https://github.com/pytorch/pytorch/releases"


def _newer_vision(told: Told) -> dict[str, str] | None:
    name = told.text("name").partition(".")[0]
    return {"since": VISION[name]} if name in VISION else None


def _of_pillow(told: Told) -> dict[str, str] | None:
    name = told.text("name")
    return {"stands": PILLOW[name]} if name in PILLOW else None


def _of_numpy(told: Told) -> dict[str, str] | None:
    name = told.text("name")
    return {"stands": NUMPY[name]} if name in NUMPY else None


def _newer(told: Told) -> bool:
    return told.text("name") in SINCE


def _gone(told: Told) -> dict[str, str] | None:
    name = told.text("name")
    return {"stands": GONE[name]} if name in GONE else None


READINGS = (
    reading(
        "module 'torch' has no attribute '{name:name}'",
        answers=(
            plain(
                "installation.shadowed",
                cause="what is imported as torch is not PyTorch, or only half of it, for each release"
                " has"
                " torch.{name}: a file torch.py or a folder torch beside the program is taken for it, or"
                " the installation is damaged",
                fix="print(torch.__file__): rename the file or folder (and delete __pycache__) if it is"
                " one's own; else pip uninstall torch, and install it anew",
                page=INSTALL,
                when=lambda told: told.text("name") in BASIC,
            ),
        ),
    ),
    reading(
        "module 'torch' has no attribute '{name:name}'",
        "module 'torch.{}' has no attribute '{name:name}'",
        "cannot import name '{name:name}' from 'torch'",
        "cannot import name '{name:name}' from 'torch.{}'",
        "No module named 'torch.{name:name}'",
        "'Tensor' object has no attribute '{name:name}'",
        answers=(
            plain(
                "earlier.newer_name",
                cause="the installed torch has no {name}: it is older than the release that brought it",
                fix="print(torch.__version__), and update torch: {name} came with a later release than"
                " the installed one",
                page=INSTALL,
                when=_newer,
            ),
            plain(
                "earlier.gone",
                cause="the installed torch has {name} no more: the code was written for an older"
                " release",
                fix="{stands}; or install the release of torch that the code was written for",
                page=NOTES,
                more=_gone,
            ),
        ),
    ),
    reading(
        "module 'torchvision' has no attribute '{name:name}'",
        "module 'torchvision.{}' has no attribute '{name:name}'",
        "cannot import name '{name:name}' from 'torchvision.{}'",
        "No module named 'torchvision.{name:name}'",
        answers=(
            plain(
                "earlier.torchvision",
                cause="the installed torchvision has no {name}: it came with torchvision {since}",
                fix="print(torchvision.__version__), and update torchvision together with torch: each"
                " release of one belongs to one of the other",
                page="https://github.com/pytorch/vision#installation",
                more=_newer_vision,
            ),
        ),
    ),
    reading(
        "cannot import name 'PILLOW_VERSION' from 'PIL'",
        answers=(
            plain(
                "earlier.pillow_version",
                cause="the installed torchvision is older than 0.5 and imports PILLOW_VERSION, which"
                " Pillow has no more since 7.0",
                fix="update torchvision together with torch, or pip install 'pillow<7'",
                page="https://github.com/pytorch/vision#installation",
            ),
        ),
    ),
    reading(
        "module 'PIL.Image' has no attribute '{name:name}'",
        answers=(
            plain(
                "earlier.pillow",
                cause="Pillow has no Image.{name} any more since 10.0, and this code (or an older"
                " release of a library) uses it",
                fix="use Image.{stands}, update the library, or pip install 'pillow<10'",
                page="https://pillow.readthedocs.io/en/stable/deprecations.html",
                more=_of_pillow,
            ),
        ),
    ),
    reading(
        "module 'numpy' has no attribute '{name:name}'",
        answers=(
            plain(
                "earlier.numpy",
                cause="NumPy has no np.{name} any more since 1.24, and this code (or an older release of"
                " a library) uses it",
                fix="use {stands}, update the library, or pip install 'numpy<1.24'",
                page="https://numpy.org/doc/stable/release/1.20.0-notes.html",
                more=_of_numpy,
            ),
        ),
    ),
    reading(
        "volatile was removed and now has no effect",
        answers=(
            plain(
                "earlier.volatile",
                cause="Variable(x, volatile=True) of torch 0.3 has no effect any more: the graph is"
                " kept, and the memory with it",
                fix="run the network under with torch.no_grad():, and pass tensors as they are",
                page="https://docs.pytorch.org/docs/stable/generated/torch.no_grad.html",
            ),
        ),
    ),
    reading(
        "element 0 of variables tuple is volatile",
        "saved variables that are volatile",
        answers=(
            plain(
                "earlier.volatile_backward",
                cause="the input was made by Variable(x, volatile=True), which in torch 0.3 records no"
                " graph, and backward() needs one",
                fix="leave volatile=True out in training, and keep it for the evaluation",
                page="https://docs.pytorch.org/docs/stable/generated/torch.no_grad.html",
            ),
        ),
    ),
    reading(
        "Integer division of tensors using div or / is no longer supported",
        answers=(
            plain(
                "earlier.integer_division",
                cause="torch 1.5 and 1.6 refuse a / b of integer tensors, which was rounded down before"
                " and gives floats since",
                fix="a // b (torch.floor_divide) for whole numbers, such as indices; a.float() / b for"
                " fractions",
                page="https://docs.pytorch.org/docs/stable/generated/torch.div.html",
            ),
        ),
    ),
    reading(
        "torch.utils.ffi is deprecated. Please use cpp extensions instead",
        answers=(
            plain(
                "earlier.ffi",
                cause="the code builds its own CUDA operations by torch.utils.ffi, which is gone since"
                " torch 1.0",
                fix="use what torchvision.ops has in place of them (nms, roi_align, roi_pool), a newer"
                " version of the code, or torch 0.4.1 with the Python and CUDA of its time",
                page="https://docs.pytorch.org/docs/stable/cpp_extension.html",
            ),
        ),
    ),
)
