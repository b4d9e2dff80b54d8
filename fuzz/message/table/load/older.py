"""Messages of whole objects that were pickled with another release of the library that they are of."""

import re

from fuzz.message.reading import Told, plain, reading
from strategies.layer import LAYERS
from strategies.loss import LOSSES

SAVING = "https://docs.pytorch.org/tutorials/beginner/saving_loading_models.html"
LIBRARIES = (
    "torch", "torchvision", "timm", "numpy", "pytorch_lightning", "lightning", "lightning_fabric",
    "transformers", "ultralytics", "segmentation_models_pytorch", "efficientnet_pytorch", "sklearn",
    "torchmetrics", "pandas", "monai", "mmcv", "omegaconf", "fastai", "PIL", "pathlib",
)  # fmt: skip
"""What is installed, and not written beside the program."""

ADDED = (
    "padding_mode", "_reversed_padding_repeated_twice", "recompute_scale_factor", "approximate",
    "num_batches_tracked", "track_running_stats", "divisor_override", "ceil_mode", "batch_first",
    "_non_persistent_buffers_set", "_is_full_backward_hook", "_load_state_dict_post_hooks",
    "_backward_pre_hooks", "_forward_hooks_with_kwargs", "_forward_pre_hooks_with_kwargs",
    "_forward_hooks_always_called", "_state_dict_pre_hooks", "_state_dict_hooks",
    "_load_state_dict_pre_hooks", "src_device_obj", "align_corners",
    "_qkv_same_embed_dim", "norm_first",
)  # fmt: skip
"""Attributes that later releases of torch gave to their modules, and look for in each."""

OF_TORCH = re.compile(r"(?:^|/)torch/nn/(?!modules/(?:module|container)\.py)")
PARAMETERS = ("weight", "bias", "running_mean", "running_var", "in_proj_weight", "in_proj_bias")
"""What each release's modules have, so that a program has deleted it."""

OWN = {*LAYERS, *LOSSES, "ModuleList", "ModuleDict", "MultiheadAttention", "TransformerEncoder"}
"""The names of torch's own modules."""

WRAPPERS = ("DataParallel", "DistributedDataParallel", "FullyShardedDataParallel")


def of_library(module: str) -> bool:
    """Whether a module is one of a library, which is not to be edited."""
    return module.partition(".")[0] in LIBRARIES


def _initialised(told: Told) -> bool:
    """Whether a function of torch.nn.init got a layer in place of its weight."""
    return any(frame.path.endswith("torch/nn/init.py") for frame in told.raised.frames)


def _older(told: Told) -> bool:
    """Whether torch's own code looks for an attribute of one of its own modules, and finds none.

    What a program looks for itself is another matter, most of all through a wrapper.
    """
    name, kind = told.text("name"), told.text("kind")
    if kind == "NoneType":
        return False
    if name in ADDED:
        return kind not in WRAPPERS or name == "src_device_obj"
    frames = [one for one in told.raised.frames if not one.path.endswith("nn/modules/module.py")]
    inner = bool(frames) and bool(OF_TORCH.search(frames[-1].path))
    own = name not in PARAMETERS and kind in OWN
    return inner and own and kind not in WRAPPERS


ENCODERS = re.compile(
    r"(?:ResNet|EfficientNet|VGG|DenseNet|MobileNetV2|SENet|DPN|Xception|InceptionV4|InceptionResNetV2"
    r"|MobileOne|MixVisionTransformer|Timm\w*)Encoder|(?:Unet|UnetPlusPlus|FPN|PSP|Linknet|M[Aa]net|PAN"
    r"|DeepLabV3(?:Plus)?)Decoder"
)
"""Parts of the networks of segmentation_models_pytorch."""

ADDED_TO_ENCODERS = (
    "output_stride", "_output_stride", "interpolation_mode", "requires_divisible_input_shape",
    "_is_torch_scriptable", "_is_torch_exportable", "_is_torch_compilable",
)  # fmt: skip
"""Attributes that later releases of that library gave to them."""

LOADED = re.compile(
    r"\btorch\.load\(|\bpickle\b|\.(?:pkl|pth?)\b|\bload(?:ed|ing)? (?:\w+ ){0,3}(?:model|network)\b"
    r"|pre-?trained model|(?:saved|trained) model",
    re.IGNORECASE,
)
INSTALLED = re.compile(r"(?:site|dist)-packages/(?P<library>\w+)/")
OF_NETWORKS = {
    "torchvision", "timm", "segmentation_models_pytorch", "efficientnet_pytorch", "ultralytics",
    "transformers", "pretrainedmodels", "monai", "facenet_pytorch",
}  # fmt: skip


def _of_other_release(told: Told) -> dict[str, str] | None:
    """The library that looks for an attribute of a network of its own, which was loaded whole."""
    name, kind = told.text("name"), told.text("kind")
    if ENCODERS.fullmatch(kind) and name in ADDED_TO_ENCODERS:
        return {"library": "segmentation_models_pytorch"}
    frames = [one for one in told.raised.frames if not one.path.endswith("nn/modules/module.py")]
    found = INSTALLED.search(frames[-1].path) if frames else None
    if found is None or found["library"] not in OF_NETWORKS or not kind[:1].isupper():
        return None
    reads = f"self.{name}" in frames[-1].source and frames[-1].function in ("forward", "_forward_impl")
    said = "\n".join((told.rest, *(one.source for one in frames)))
    return {"library": found["library"]} if reads and LOADED.search(said) else None


def _library(told: Told) -> dict[str, str] | None:
    root = told.text("module").partition(".")[0]
    return {"library": root} if root in LIBRARIES else None


READINGS = (
    reading(
        "Can't get attribute '{name:name}' on <module '{module:name}'",
        answers=(
            plain(
                "load.class_of_library",
                cause="the file holds an object of the class or function {name} of {module}, and the"
                " installed {library} has none: the file was saved with another release of it, mostly a"
                " later one",
                fix="update {library} (print({library}.__version__) tells what is installed), or install"
                " the release that the file was saved with; where that release is, save"
                " model.state_dict() alone, and load that",
                page=SAVING,
                more=_library,
            ),
        ),
    ),
    reading(
        "Attempted to read a PyTorch file with version {got:number}, but the maximum supported version"
        " for reading is {most:number}",
        answers=(
            plain(
                "load.newer_file",
                cause="the file has version {got} of the format, and the installed torch reads up to"
                " {most}: a later release saved it",
                fix="update torch, or save it again with that release: torch.save(state, path,"
                " _use_new_zipfile_serialization=False)",
                page="https://docs.pytorch.org/docs/stable/generated/torch.save.html",
            ),
        ),
    ),
    reading(
        "missing keys in state_dict: {keys:text}",
        answers=(
            plain(
                "load.missing_of_old",
                cause="the file has no {keys}, which the model has: it is of another network, a part was"
                " added, or its names have another prefix (module. of DataParallel)",
                fix="print(list(state)[:5], list(model.state_dict())[:5]): strip or add the prefix, or"
                " load what there is: model.load_state_dict(state, strict=False) in torch 0.4 and later",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
                "#torch.nn.Module.load_state_dict",
                confidence="likely",
            ),
        ),
    ),
    reading(
        "'ascii' codec can't decode byte",
        answers=(
            plain(
                "load.python_2",
                cause="the file was pickled by Python 2, whose strings Python 3 reads as ASCII",
                fix="torch.load(path, encoding='latin1'), pickle.load(file, encoding='latin1')",
                page="https://docs.pytorch.org/docs/stable/generated/torch.load.html",
                confidence="likely",
                when=lambda told: any(
                    frame.name == "serialization.py" or re.search(r"\bload\(", frame.source)
                    for frame in told.raised.frames
                ),
            ),
        ),
    ),
    reading(
        "'{kind:name}' object has no attribute '{name:name}'",
        answers=(
            plain(
                "load.object_of_library",
                cause="the {kind} has no {name}, which the installed {library} looks for: the whole"
                " network was pickled (torch.save(model)) with another release of {library}, whose"
                " {kind} had none",
                fix="install the release of {library} that the file was saved with (its README or"
                " requirements name it), or build the network with the installed one and load the"
                " weights alone: model.load_state_dict(torch.load(path,"
                " weights_only=False).state_dict())",
                page=SAVING,
                confidence="likely",
                more=_of_other_release,
            ),
            plain(
                "load.older_object",
                cause="the {kind} has no {name}, which this release of torch looks for: the whole"
                " network was pickled (torch.save(model)) with an earlier release, whose {kind} had"
                " none",
                fix="build the network with the installed release and load the weights alone:"
                " model.load_state_dict(torch.load(path, weights_only=False).state_dict()), of a"
                " DataParallel its .module.state_dict(); or install the release of torch that the file"
                " was saved with",
                page=SAVING,
                confidence="likely",
                when=lambda told: _older(told) and not _initialised(told),
            ),
        ),
    ),
)
