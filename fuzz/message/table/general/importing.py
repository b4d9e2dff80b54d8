"""Messages about what cannot be imported, and about source that is no Python."""

import re

from fuzz.message.reading import Told, plain, reading

PACKAGES = "https://docs.python.org/3/tutorial/modules.html#packages"
SYNTAX = "https://docs.python.org/3/tutorial/errors.html#syntax-errors"
INSTALLS = {
    "cv2": "opencv-python",
    "PIL": "pillow",
    "sklearn": "scikit-learn",
    "skimage": "scikit-image",
    "yaml": "pyyaml",
    "pytorch_grad_cam": "grad-cam",
    "segmentation_models_pytorch": "segmentation-models-pytorch",
    "efficientnet_pytorch": "efficientnet-pytorch",
    "pretrainedmodels": "pretrainedmodels",
    "pytorch_lightning": "pytorch-lightning",
    "tensorboardX": "tensorboardX",
    "apex": "",
}
"""What a module is installed as, where that is another name; "" for none of a registry."""

KNOWN = frozenset(
    (
        *INSTALLS, "torch", "torchvision", "torchaudio", "timm", "numpy", "pandas", "matplotlib",
        "scipy", "tqdm", "tensorboard", "albumentations", "torchmetrics", "lightning", "transformers",
        "datasets", "accelerate", "onnx", "onnxruntime", "onnxscript", "torchsummary", "torchinfo",
        "thop", "einops",
        "kornia", "fastai", "wandb", "ignite", "captum", "seaborn", "h5py", "imageio", "lmdb", "mmcv",
        "mmengine", "mmdet", "detectron2", "pycocotools", "ptflops", "fvcore", "yacs", "addict", "hydra",
    )
)  # fmt: skip
"""Packages that networks are written with."""


def _missing(told: Told) -> dict[str, str]:
    """Where a module comes from: a package, or a folder of the program itself."""
    name = told.text("name")
    top, dot, _ = name.partition(".")
    if top in KNOWN:
        package = INSTALLS.get(top, top)
        if not package:
            advice = (
                f"{top} is built from its own source, by its page; torch has torch.amp for mixed"
                f" precision"
            )
        elif dot:
            advice = (
                f"print({top}.__version__): {name} is of another release of {package} than the one"
                f" that is"
                " installed; install the one that the code was written for"
            )
        else:
            advice = (
                f"python -m pip install {package}, with the very python that runs the program"
                " (print(sys.executable)); in a notebook %pip install, and start it anew"
            )
        return {"advice": advice}
    return {
        "advice": f"start the program in the folder that has {top} in it (python -m for a module"
        f" within a"
        f" package), or put that folder into PYTHONPATH; a file {top}.py of your own hides a folder of"
        f" that"
        f" name. If it is a package, python -m pip install {top}"
    }


def _of_module(told: Told) -> dict[str, str]:
    """Why a name is not to be had of a module."""
    module = told.text("module") or "the module"
    top = module.partition(".")[0]
    if "partially initialized" in told.raised.message or "circular" in told.raised.message:
        advice = (
            "two files import each other: move what both need into a third, or import it within the"
            " function"
            " that uses it; a file of your own with the name of a library imports itself"
        )
    elif top in KNOWN:
        advice = (
            f"look it up on the page of {module}: misspelled, moved, gone, or of a later release than"
            f" the"
            f" installed one: print({top}.__version__), and install the one that the code was written"
            f" for"
        )
    else:
        advice = (
            f"print({module}.__file__): another file or package of that name may be imported first; or"
            f" it is"
            " spelled otherwise there, or defined within a function or class"
        )
    return {"module": module, "advice": advice}


ADVICE = (
    (r"Tab|unindent|indent", "indent all lines of a block alike, by four spaces, and no tabs; a block"
    " may not"
     " be empty: pass"),
    (r"never closed|EOF|unmatched|closing|does not match|unterminated", "close the bracket or quote"
    " that is"
     " open; mostly it is in the line above"),
    (r"print", "the code is of Python 2: print(...) with brackets"),
    (r"keyword argument repeated", "pass that argument once"),
    (r"positional argument follows", "put arguments without a name in front of those with one"),
    (r"return. outside|'return'", "a line at the margin ended the function above: indent it"),
    (r"=.*==|Maybe you meant", "== compares, = assigns"),
)  # fmt: skip


def _syntax(told: Told) -> dict[str, str]:
    message = f"{told.raised.exception}: {told.raised.message}"
    advice = next((one for pattern, one in ADVICE if re.search(pattern, message)), "")
    return {
        "said": told.raised.message.partition("\n")[0][:120] or "invalid syntax",
        "advice": advice
        or "look at that line and the one above it: a bracket, comma or colon is missing; or"
        " the code is of a later Python than the one that runs it (match, :=, f-strings): python"
        " --version",
    }


READINGS = (
    reading(
        "No module named '{name:name}'",
        "ImportError: No module named {name:name}",
        answers=(
            plain(
                "general.no_module",
                cause="Python finds no module {name} where it looks: it is not installed for this"
                " Python, or"
                " lies in another folder",
                fix="{advice}",
                page=PACKAGES,
                confidence="likely",
                more=_missing,
            ),
        ),
    ),
    reading(
        "cannot import name '{name:name}' from partially initialized module '{module:name}'",
        "cannot import name '{name:name}' from '{module:name}'",
        "cannot import name '{name:name}'",
        "cannot import name {name:name}",
        answers=(
            plain(
                "general.no_name",
                cause="{module} has no {name} to import",
                fix="{advice}",
                page=PACKAGES,
                confidence="likely",
                more=_of_module,
            ),
        ),
    ),
    reading(
        "attempted relative import with no known parent package",
        "attempted relative import beyond top-level package",
        "attempted relative import in non-package",
        answers=(
            plain(
                "general.relative",
                cause="a file that imports by from .name is run as a program of its own, outside of"
                " its package",
                fix="run it from the folder above as a module, python -m package.file; or import it"
                " without the"
                " dot, from name import ...",
                page=PACKAGES,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "SyntaxError: {said:text}",
        "IndentationError: {said:text}",
        "TabError: {said:text}",
        answers=(
            plain(
                "general.syntax",
                cause="a file is no Python that this release reads: {said}",
                fix="{advice}",
                page=SYNTAX,
                confidence="likely",
                more=_syntax,
            ),
        ),
    ),
)
