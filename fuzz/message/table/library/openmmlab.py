"""Messages of OpenMMLab: mmcv, and mmdetection, mmsegmentation and others that are built upon it."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.words import option

REGISTRY = "https://mmengine.readthedocs.io/en/latest/advanced_tutorials/registry.html"
INSTALL = "https://mmcv.readthedocs.io/en/latest/get_started/installation.html"


def _registered(told: Told) -> dict[str, str] | None:
    """The kind of module, where it is one that a registry of OpenMMLab has."""
    registry = told.text("registry").rpartition("::")[2]
    return {"kind": registry} if re.fullmatch(r"[\w ]+", registry) else None


READINGS = (
    reading(
        "{name:name} is not in the {registry:text} registry",
        answers=(
            plain(
                "openmmlab.not_registered",
                cause="the config names {name}, and no class of that name was registered as {kind}: its"
                " file was not imported, it belongs to another library or release of OpenMMLab, or it is"
                " misspelled",
                fix="import the file that has @MODELS.register_module() (or @BACKBONES...) and list it"
                " in the"
                " __init__.py of its folder, or custom_imports = dict(imports=['package.file']) in the"
                " config; install the releases that the repository names, from its own folder: pip"
                " install -e .",
                page=REGISTRY,
                more=_registered,
            ),
        ),
    ),
    option(
        "openmmlab.releases",
        "is used but incompatible. Please install mmcv",
        "is used but incompatible. Please install mmengine",
        "is used but incompatible. Please install mmdet",
        cause="the installed releases of OpenMMLab's libraries do not go together, as the message says",
        fix="install a release in the range that it names, for the installed torch and CUDA: mim install"
        ' "mmcv>=...,<..."; the repository\'s own page lists which go together',
        page=INSTALL,
    ),
    option(
        "openmmlab.no_operators",
        "No module named 'mmcv._ext'",
        cause="mmcv was installed without its compiled operators (mmcv-lite, or mmcv in place of"
        " mmcv-full before 2.0), or built for another torch",
        fix="pip uninstall mmcv mmcv-full mmcv-lite, then mim install mmcv (before 2.0: mim install"
        " mmcv-full), for the installed torch and CUDA",
        page=INSTALL,
    ),
)
