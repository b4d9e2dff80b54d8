"""Messages about a name that is not defined, or that a module does not have."""

import re

from fuzz.message.reading import Told, plain, reading

PYTHON = "https://docs.python.org/3/tutorial/modules.html"
SCOPES = "https://docs.python.org/3/faq/programming.html#why-am-i-getting-an-unboundlocalerror"
IMPORTS = {
    "nn": "from torch import nn",
    "F": "import torch.nn.functional as F",
    "np": "import numpy as np",
    "plt": "import matplotlib.pyplot as plt",
    "pd": "import pandas as pd",
    "models": "from torchvision import models",
    "transforms": "from torchvision import transforms",
    "datasets": "from torchvision import datasets",
    "optim": "from torch import optim",
    "Image": "from PIL import Image",
    "DataLoader": "from torch.utils.data import DataLoader",
    "Dataset": "from torch.utils.data import Dataset",
    "Variable": "leave it out: a tensor is one since torch 0.4",
    "tqdm": "from tqdm import tqdm",
    "unicode": "str: the code is of Python 2",
    "xrange": "range: the code is of Python 2",
    "raw_input": "input: the code is of Python 2",
    "reduce": "from functools import reduce",
    "load_state_dict_from_url": "from torch.hub import load_state_dict_from_url",
    "model_zoo": "from torch.utils import model_zoo",
    "Optional": "from typing import Optional",
    "partial": "from functools import partial",
    **{name: f"import {name}" for name in ("torch", "torchvision", "timm", "os", "math", "cv2", "time",
                                          "copy", "random", "sys", "json", "glob", "warnings", "re")},
}  # fmt: skip
"""What brings a name that people leave out."""


def _undefined(told: Told) -> dict[str, str]:
    name = told.text("name")
    if name in IMPORTS:
        return {"advice": IMPORTS[name]}
    if name[:1].isupper():
        return {
            "advice": f"import {name}, or put its class in front of the line that uses it; a class that"
            f" was renamed is renamed in super({name}, self) too: super().__init__() needs no name"
        }
    return {
        "advice": "define or import it in front of that line, in the same function or file (in a"
        " notebook: run that cell); print how it is spelled there"
    }


def _unbound(told: Told) -> dict[str, str]:
    return {"name": told.text("name")}


ALIAS = {"np": "numpy", "F": "torch.nn.functional", "nn": "torch.nn"}
OF_LIBRARY = re.compile(
    r"(?:torch|torchvision|torchaudio|timm|torchmetrics|lightning|pytorch_lightning|transformers|numpy"
    r"|PIL|cv2|sklearn|onnx|albumentations|segmentation_models_pytorch)(?:\.|$)"
)


def _lacking(told: Told) -> dict[str, str]:
    """What to do about a name that a module lacks: misspelled, of another release, or hidden."""
    module, name = told.text("module"), told.text("name")
    near = told.text("near")
    if near:
        return {"advice": f"{module}.{near}, as Python says; else another release of it is installed"}
    top = module.partition(".")[0]
    if OF_LIBRARY.match(module):
        return {
            "advice": f"look {name} up on its page: misspelled (capitals count), gone, or of a later"
            f" release than the installed one: print({top}.__version__, {top}.__file__), and install"
            f" the one that the code was written for; a file or folder of your own called {top} hides it"
        }
    return {
        "advice": f"print({top}.__file__, dir({top})): another file or package of that name is"
        f" imported, or"
        f" {name} is defined elsewhere in it"
    }


READINGS = (
    reading(
        "NameError: name '{name:name}' is not defined",
        "NameError: global name '{name:name}' is not defined",
        answers=(
            plain(
                "general.undefined",
                cause="{name} is used, and was neither defined nor imported",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_undefined,
            ),
        ),
    ),
    reading(
        "local variable '{name:name}' referenced before assignment",
        "cannot access local variable '{name:name}' where it is not associated with a value",
        "cannot access free variable '{name:name}' where it is not associated with a value",
        answers=(
            plain(
                "general.unbound",
                cause="{name} is read before anything was assigned to it on this path: a loop without"
                " turns (an empty loader, all epochs done), an if or try that was passed over, or a"
                " name of the file that the function assigns to further down",
                fix="{name} = None, or 0, in front of the loop or if, and print what decides; of a"
                " name of the"
                " whole file: global {name}, or pass it in",
                page=SCOPES,
                confidence="likely",
                more=_unbound,
            ),
        ),
    ),
    reading(
        "module '{module:name}' has no attribute '{name:name}'. Did you mean: '{near:name}'?",
        "module '{module:name}' has no attribute '{name:name}'",
        "module {module:name} has no attribute {name:name}",
        answers=(
            plain(
                "general.module_lacks",
                cause="{module}, as it is installed, has no {name}",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_lacking,
            ),
        ),
    ),
)
