"""Messages of `torch.load` and of downloads: files that can't be read, and devices that aren't there."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.load.older import of_library
from fuzz.message.wording import one_line

LOAD = "https://docs.pytorch.org/docs/stable/generated/torch.load.html"
ONLY = "https://docs.pytorch.org/docs/stable/notes/serialization.html#weights-only"
SAVING = "https://docs.pytorch.org/tutorials/beginner/saving_loading_models.html"

DAMAGED = "the download or the copy of it was cut off, or it was being written when the program stopped"


TEXT = ("118", "60", "123", "10", "35")
"""The first bytes of text, as no pickle has them: v, <, {, a line break, #."""


def _whole(told: Told) -> str:
    """The message with what an empty line parts from it."""
    return one_line(f"{told.raised.message} {told.rest}")


def _operand(told: Told) -> str:
    found = re.search(r"Unsupported operand (\d+)", _whole(told))
    return found[1] if found else ""


def _class(told: Told) -> dict[str, str] | None:
    found = re.search(r"Unsupported (?:global: GLOBAL|class) ([\w.]+)", _whole(told))
    return {"what": found[1]} if found else None


def _of_file(told: Told) -> bool:
    """Whether a file was read: a worker that Windows starts reads a pickle from its parent as well."""
    paths = [frame.path for frame in told.raised.frames]
    return (
        not any("multiprocessing" in path for path in paths) and "(built-in)" not in told.raised.message
    )


def _by_torch(told: Told) -> bool:
    frames = told.raised.frames
    beside = any(re.search(r"\bunpickler\.load\(|\btorch\.load\(", line) for line in told.shown)
    return any(frame.name == "serialization.py" for frame in frames) or (beside and not frames)


OF_IMAGES = re.compile(r"\bImage\.open\(|\bPIL\b")
"""Of a line: what opens an image wants to seek in a file as well."""


READINGS = (
    reading(
        "Attempting to deserialize object on a {backend:name} device but torch.{:name}.is_available() is"
        " False",
        answers=(
            plain(
                "load.no_cuda",
                cause="the file was saved with tensors on a {backend} device, and this machine, or"
                " this build"
                " of torch, has none",
                fix='torch.load(path, map_location="cpu"); if there is a GPU,'
                " print(torch.version.cuda): None"
                " means that torch is a CPU build",
                page=LOAD,
            ),
        ),
    ),
    reading(
        "Attempting to deserialize object on {backend:name} device {index:number} but"
        " torch.{:name}.device_count() is {number:number}",
        answers=(
            plain(
                "load.no_such_device",
                cause="the file was saved with tensors on {backend} device {index}, but this machine has"
                " {number} (they count from 0)",
                fix='torch.load(path, map_location="cpu"), or map_location="cuda:0", and move the model'
                " after that",
                page=LOAD,
            ),
        ),
    ),
    reading(
        "Weights only load failed",
        "Unsupported global: GLOBAL {:name} was not an allowed global",
        "WeightsUnpickler error: Unsupported",
        answers=(
            plain(
                "load.weights_only",
                cause="the file holds a {what}, not tensors alone, and torch.load() has loaded"
                " weights only"
                " (weights_only=True) since torch 2.6",
                fix="torch.load(path, weights_only=False) if you trust where the file is from, or"
                " torch.serialization.add_safe_globals([...]) with this class; save model.state_dict()"
                " instead of the object next time",
                page=ONLY,
                more=_class,
            ),
            plain(
                "load.text_file",
                cause="the file is text, not a checkpoint: a page of HTML that was downloaded instead of"
                " it, or the pointer of Git LFS. weights_only=False would not help",
                fix='look at its beginning and its size (open(path, "rb").read(60)); download the file'
                " itself, or run git lfs pull",
                page=LOAD,
                when=lambda told: _operand(told) in TEXT,
            ),
            plain(
                "load.not_a_checkpoint",
                cause="the file is no checkpoint that weights_only=True can read: it was saved by an old"
                " release or another program, or it is damaged",
                fix='look at its beginning (open(path, "rb").read(60)); if you trust where it is'
                " from, load"
                " it with weights_only=False",
                page=ONLY,
                confidence="likely",
                when=lambda told: bool(_operand(told)),
            ),
            plain(
                "load.weights_only_failed",
                cause="torch.load() has loaded weights only (weights_only=True) since torch 2.6,"
                " and the file"
                " holds something else than tensors: a whole model, NumPy arrays, arguments",
                fix="torch.load(path, weights_only=False) if you trust where the file is from, or"
                " name its"
                " classes in torch.serialization.add_safe_globals([...])",
                page=ONLY,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "Cannot use ``weights_only=True`` with files saved in the legacy .tar format",
        "Cannot use ``weights_only=True`` with TorchScript archives",
        answers=(
            plain(
                "load.old_format",
                cause="the file has the format of an early release (.tar) or of TorchScript, which"
                " torch.load()"
                " doesn't read with weights_only=True, the default since torch 2.6",
                fix="torch.load(path, weights_only=False) if you trust where it is from, and save"
                " it anew;"
                " torch.jit.load(path) for TorchScript",
                page=ONLY,
            ),
        ),
    ),
    reading(
        "is a zip archive (did you mean to use torch.jit.load()?)",
        answers=(
            plain(
                "load.newer_format",
                cause="the file is a zip archive: one of torch 1.6 or later, read by an earlier"
                " release, or"
                " a TorchScript file",
                fix="load it with torch 1.6 or later, or save it there with torch.save(...,"
                " _use_new_zipfile_serialization=False); torch.jit.load(path) for TorchScript",
                page="https://docs.pytorch.org/docs/stable/generated/torch.save.html",
            ),
        ),
    ),
    reading(
        "PytorchStreamReader failed reading zip archive: {}",
        "PytorchStreamReader failed {}",
        "unexpected EOF, expected {} more bytes. The file might be corrupted",
        "unexpected EOF. The file might be corrupted",
        "storage has wrong size: expected",
        "storage has wrong byte size: expected",
        "pickle data was truncated",
        answers=(
            plain(
                "load.damaged",
                cause=f"the file is incomplete or damaged: {DAMAGED}",
                fix="delete it and download or copy it again, and compare its size; a file of"
                " torchvision or torch.hub lies in ~/.cache/torch/hub/checkpoints",
                page=LOAD,
                when=_of_file,
            ),
        ),
    ),
    reading(
        "EOFError: Ran out of input",
        "Invalid magic number; corrupt file?",
        answers=(
            plain(
                "load.no_file_of_torch",
                cause="the file is empty or was not written by torch.save(): another format, or damaged",
                fix="look at its size and its beginning; download it again if it is cut short, or"
                " load it"
                " with the library that wrote it",
                page=LOAD,
                confidence="likely",
                when=lambda told: "magic" in told.raised.message or _by_torch(told),
            ),
        ),
    ),
    reading(
        "invalid load key, 'v'",
        answers=(
            plain(
                "load.lfs_pointer",
                cause='the file begins with "v" (version https://git-lfs...): it is a pointer of'
                " Git LFS,"
                " a few lines of text, not the weights",
                fix="git lfs install and git lfs pull in the repository, or download the file"
                " itself; it is"
                " small now (print its size)",
                page=LOAD,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "invalid load key, '<'",
        answers=(
            plain(
                "load.web_page",
                cause='the file begins with "<": it is a page of HTML (an error, a confirmation of'
                " a download)"
                " that was saved instead of the weights",
                fix="open it in an editor to see what it says, and download the file itself",
                page=LOAD,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "invalid load key, '{key:word}'",
        "invalid load key, {key:word}",
        answers=(
            plain(
                "load.other_format",
                cause="the file is no pickle: its first byte is {key}, so it is of another format (an"
                " archive, safetensors, text) or damaged",
                fix='look at its beginning (open(path, "rb").read(60)), unpack it if it is an'
                " archive, use"
                " safetensors.torch.load_file() for .safetensors, or download it again",
                page=LOAD,
                confidence="likely",
            ),
        ),
    ),
    reading(
        # before torch 1.0 the attribute alone
        "You can only torch.load from a file that is seekable",
        "' object has no attribute 'seek'",
        answers=(
            plain(
                "load.loaded_twice",
                cause="torch.load() was given an object instead of a path or a file: what an earlier"
                " torch.load() returned, the network itself (torch.load(self, path)), or None",
                fix="load once, with the path as the first argument: state = torch.load(path), then"
                " model.load_state_dict(state)",
                page=LOAD,
                when=lambda told: not OF_IMAGES.search("\n".join(told.shown)),
            ),
        ),
    ),
    reading(
        "Can't get attribute '{name:name}' on <module '{module:name}'",
        answers=(
            plain(
                "load.class_not_found",
                cause="the file holds an object of the class {name}, the network itself or something"
                " saved beside its weights, and {name} is not defined in {module} now",
                fix="import or define {name} in {module} (__main__ is the script that was started)"
                " before torch.load(); where the class is, save tensors and numbers alone, such as"
                " model.state_dict(), and load that",
                page=SAVING,
                confidence="likely",
                when=lambda told: _of_file(told) and not of_library(told.text("module")),
            ),
        ),
    ),
    reading(
        "No module named '{name:name}'",
        answers=(
            plain(
                "load.module_not_found",
                cause="the file holds an object (the network itself, or something beside its weights)"
                " whose class is defined in {name}, and that module cannot be imported here",
                fix="add the folder of the code that saved it to sys.path, or save"
                " model.state_dict() there and"
                " load that",
                page=SAVING,
                confidence="likely",
                when=lambda told: _by_torch(told) and not of_library(told.text("name")),
            ),
            plain(
                "load.library_not_found",
                cause="the file holds an object of {name}, and the installed release of that library"
                " has no such module, or it is not installed: the file was saved with another one"
                " (numpy._core is NumPy 2's)",
                fix="install the release that the file was saved with, or update the library; or save"
                " model.state_dict() where it can be loaded, and load that",
                page=SAVING,
                confidence="likely",
                when=lambda told: _by_torch(told) and of_library(told.text("name")),
            ),
        ),
    ),
)
