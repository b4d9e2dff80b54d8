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
    reading(
        "{kind:name}.__init__() got an unexpected keyword argument '{name:name}'",
        "{kind:name}: __init__() got an unexpected keyword argument '{name:name}'",
        "__init__() got an unexpected keyword argument '{name:name}'",
        answers=(
            plain(
                "openmmlab.config_option",
                cause="the config gives {name} to a class that takes no such option in the installed"
                " release: config and libraries are of different releases of OpenMMLab (init_cfg came"
                " with mmdetection 2.12, mmsegmentation 0.13 and mmcv 1.3), or a class of one's own"
                " doesn't hand it on",
                fix="install the releases of mmcv and of the library that the config was written for,"
                " or use the config of the installed release (pretrained=... in place of init_cfg"
                " before); a class of one's own takes it as"
                " def __init__(self, ..., init_cfg=None): super().__init__(init_cfg)",
                page=REGISTRY,
                confidence="likely",
                when=lambda told: any(
                    re.search(
                        r"mm(?:cv|engine)/\w+/(?:\w+/)?registry\.py$|mm\w+/models/builder\.py$", one.path
                    )
                    for one in told.raised.frames[-1:]
                ),
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
