"""Messages of files of weights that cannot be written or found, and what torch.load() warns of."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.words import option

SAVE = "https://docs.pytorch.org/docs/stable/generated/torch.save.html"
LOAD = "https://docs.pytorch.org/docs/stable/generated/torch.load.html"
WEIGHTS = re.compile(r"\.(?:pth?|pt|pkl|ckpt|tar|t7|bin|safetensors)'?$")
IMAGE = re.compile(r"\.(?:jpe?g|png|bmp|tiff?|webp|gif)'?$", re.IGNORECASE)


def _serialises(told: Told) -> bool:
    return any("torch/serialization.py" in one.path for one in told.raised.frames[-4:])


def _saves(told: Told) -> bool:
    lines = (*told.shown, *told.rest.splitlines())
    return _serialises(told) or any("torch.save(" in line for line in lines)


READINGS = (
    option(
        "written.no_folder",
        "Parent directory {folder:word} does not exist",
        cause="torch.save() makes no folders, and {folder} does not exist",
        fix="os.makedirs(os.path.dirname(path), exist_ok=True) before; a relative path counts from"
        " os.getcwd()",
        page=SAVE,
    ),
    option(
        "written.disk_full",
        "unexpected pos {at:number} vs {wanted:number}",
        "PytorchStreamWriter failed writing file",
        cause="the file could not be written to its end: the disk or the quota is full, mostly; the"
        " file that"
        " is there is broken",
        fix="make room (df -h), keep only the last and the best checkpoint, write under another name and"
        " os.replace() it behind torch.save(); delete what was cut off",
        page=SAVE,
    ),
    reading(
        "No such file or directory: '{path:text}'",
        "No such file or directory: {path:text}",
        answers=(
            plain(
                "written.no_weights",
                cause="there is no file of weights under {path}: it was not downloaded, has another"
                " name, or the"
                " path is relative, and counts from the folder in which the program was started; where"
                " it is"
                " to be written, its folder is missing",
                fix="print(os.getcwd(), os.path.abspath(path), os.listdir(folder)); download it to"
                " there, or"
                " give the whole path; os.makedirs(folder, exist_ok=True) before it is written",
                page=LOAD,
                when=lambda told: WEIGHTS.search(told.text("path").rstrip(". ")) is not None,
            ),
            plain(
                "written.no_image",
                cause="there is no image under {path}: a relative path counts from the folder in which"
                " the"
                " program was started; or the root is missing in front or stands there twice, the"
                " table has"
                " names with another ending (.jpg, .JPG, .png), or not all was unpacked",
                fix="os.path.join(root, name), print(os.path.abspath(path), os.listdir(root)[:5])"
                " beside each"
                " other; check all once: [n for n in names if not os.path.exists(os.path.join(root,"
                " n))]",
                page="https://docs.pytorch.org/vision/stable/datasets.html",
                when=lambda told: IMAGE.search(told.text("path").rstrip(". ")) is not None,
            ),
        ),
    ),
    reading(
        "Is a directory: '{path:text}'",
        "Permission denied: '{path:text}'",
        answers=(
            plain(
                "written.folder",
                cause="torch.load() or torch.save() was given {path}, which is a folder, or a file"
                " that may not"
                " be opened (Windows says so of folders)",
                fix="give the path of the file itself: os.path.join(folder, 'model.pth'); print"
                "(os.path.isdir(path))",
                page=LOAD,
                when=_serialises,
            ),
        ),
    ),
    reading(
        "Can't pickle local object '{what:word}'",
        "Can't get local object '{what:word}'",
        "Can't pickle {what:text}: attribute lookup",
        "Can't pickle {what:text}: it's not the same object as",
        "Can't pickle {what:text}: import of module",
        "cannot pickle '{what:name}' object",
        "can't pickle {what:name} objects",
        answers=(
            plain(
                "written.unpicklable",
                cause="torch.save() of a whole network (or of any object) pickles all that hangs on"
                " it, and"
                " {what} cannot be pickled: a function or class that is defined inside a function (a"
                " hook, a"
                " lambda), a class of a notebook cell that was run again, a lock, logger, writer or"
                " open file",
                fix="save what is learned alone: torch.save(model.state_dict(), path), and load it"
                " into a network"
                " that is built anew; or define functions and classes at the top of a module, and keep"
                " loggers"
                " and writers outside of the network",
                page="https://docs.pytorch.org/tutorials/beginner/saving_loading_models.html",
                when=_saves,
            ),
        ),
    ),
    option(
        "written.no_state",
        "load_state_dict() missing 1 required positional argument: 'state_dict'",
        cause="load_state_dict() was called without what it loads, or on the class in place of a"
        " network:"
        " ResNet.load_state_dict(state) takes state for self",
        fix="model = resnet50(); model.load_state_dict(torch.load(path))",
        page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
        "#torch.nn.Module.load_state_dict",
    ),
    option(
        "written.default_changes",
        "You are using `torch.load` with `weights_only=False` (the current default value)",
        cause="no error: torch 2.4 and 2.5 tell that torch.load() will take weights_only=True by"
        " default (since"
        " 2.6 it does), as a pickle of a stranger can run programs",
        fix="torch.load(path, weights_only=True) for a file of tensors; weights_only=False for a whole"
        " network"
        " or other objects in a file that you trust",
        page=LOAD,
    ),
)
