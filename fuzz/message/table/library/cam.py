"""Messages of pytorch_grad_cam, which shows what a network looks at."""

import re

from fuzz.message.reading import Told, plain, reading
from strategies.layer import LAYERS

PAGE = "https://github.com/jacobgil/pytorch-grad-cam#readme"
ITERABLE = ("Sequential", "ModuleList", "ModuleDict", "ParameterList", "ParameterDict")
BLOCKS = ("Bottleneck", "BasicBlock", "Block", "InvertedResidual", "SwinTransformerBlock", "DenseLayer")
MADE = re.compile(r"\w*CAM(?:PlusPlus|ElementWise)?\(|\btarget_layers\b")
OPTIONS = {
    "target_layer": "it is target_layers in later releases, and takes a list:"
    " target_layers=[model.layer4[-1]]",
    "target_layers": "the installed release is an early one: target_layer=model.layer4[-1], or update it"
    " (pip install -U grad-cam)",
    "use_cuda": "it is gone since 1.5: move the model before, model.cuda(), and leave it out",
    "target_category": "it is targets since 1.4: targets=[ClassifierOutputTarget(category)], or None for"
    " the class of the highest score",
}
"""Options that came and went, by the releases of grad-cam."""


def _in_cam(told: Told) -> bool:
    frames = told.raised.frames
    return any("grad_cam" in one.path or MADE.search(one.source) for one in frames)


def _one_layer(told: Told) -> bool:
    kind = told.text("kind")
    known = (kind in LAYERS and kind not in ITERABLE) or kind in BLOCKS
    return _in_cam(told) or (known and not told.raised.frames)


def _option(told: Told) -> dict[str, str] | None:
    name = told.text("name")
    return {"hint": OPTIONS[name]} if name in OPTIONS else None


READINGS = (
    reading(
        "'{kind:name}' object is not iterable",
        answers=(
            plain(
                "cam.one_layer",
                cause="a single layer, a {kind}, was given where a list of layers is wanted, as"
                " target_layers of GradCAM is",
                fix="put it in brackets: GradCAM(model=model, target_layers=[model.layer4[-1]])",
                page=PAGE,
                confidence="likely",
                when=_one_layer,
            ),
        ),
    ),
    reading(
        "'{kind:name}' object has no attribute 'activations_and_grads'",
        answers=(
            plain(
                "cam.unfinished",
                cause="the {kind} was not made: its __init__ failed before, and this message is only of"
                " the clearing up behind that",
                fix="read the error above it: mostly target_layers, which takes a list of layers"
                " ([model.layer4[-1]]), or an option of another release (use_cuda is gone since 1.5)",
                page=PAGE,
            ),
        ),
    ),
    reading(
        "axis {axis:number} is out of bounds for array of dimension 0",
        answers=(
            plain(
                "cam.no_gradients",
                cause="Grad-CAM has no gradients of the target layer: its hook did not see any, because"
                " the network ran under torch.no_grad(), is frozen, or the layer takes no part in this"
                " forward pass",
                fix="make the input and the parameters require grad (model.requires_grad_(True)), leave"
                " no_grad() and inference_mode() out around the CAM, and pass a layer that forward()"
                " uses: target_layers=[model.layer4[-1]]",
                page=PAGE,
                confidence="likely",
                when=_in_cam,
            ),
        ),
    ),
    reading(
        "{kind:name}.__init__() got an unexpected keyword argument '{name:name}'",
        "__init__() got an unexpected keyword argument '{name:name}'",
        "() got an unexpected keyword argument '{name:name}'",
        answers=(
            plain(
                "cam.option",
                cause="GradCAM of the installed release has no option {name}",
                fix="{hint}",
                page=PAGE,
                confidence="likely",
                when=lambda told: _in_cam(told) or told.text("name") != "use_cuda",
                more=_option,
            ),
        ),
    ),
)
