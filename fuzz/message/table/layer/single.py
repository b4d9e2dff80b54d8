"""Messages about a part of a network, or of its output, that is asked of one layer or one tensor."""

from fuzz.message.reading import Told, plain, reading

MODULE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
OUTPUT = "https://docs.pytorch.org/vision/stable/models.html"

LAYERS = frozenset((
    "Linear", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose2d", "BatchNorm1d", "BatchNorm2d", "GroupNorm",
    "LayerNorm", "ReLU", "LeakyReLU", "GELU", "MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d", "Dropout",
    "Flatten", "Softmax", "Sigmoid",
))  # fmt: skip
"""Layers of torch, which have no others in them."""
PARTS = frozenset((
    "fc", "conv1", "conv2", "conv3", "bn1", "bn2", "bn3", "relu", "maxpool", "layer1", "layer2",
    "layer3", "layer4", "avgpool", "downsample", "classifier", "head", "features", "backbone", "encoder",
))  # fmt: skip
"""What networks have in them."""
FIELDS = frozenset((
    "logits", "loss", "last_hidden_state", "hidden_states", "pooler_output", "feature_maps",
    "attentions", "aux_logits",
))  # fmt: skip
"""What the outputs of networks of transformers, and of Inception, are made of."""


def _in_layer(told: Told) -> bool:
    return told.text("object") in LAYERS and told.text("name") in PARTS


def _of_output(told: Told) -> bool:
    return told.text("object") == "Tensor" and told.text("name") in FIELDS


READINGS = (
    reading(
        "'{object:name}' object has no attribute '{name:name}'",
        answers=(
            plain(
                "attribute.single_layer",
                cause="{name} is asked of a {object}, which is one layer and has no others in it: the"
                " variable holds a layer in place of the network, as after model = model.fc, model ="
                " nn.Linear(...), or in a loop over its children or modules",
                fix="print(model) in front of it, and keep the network: model.fc = nn.Linear(...) puts a"
                " layer into it; in a loop look at those that have the part, if isinstance(m,"
                " BasicBlock), or hasattr(m, '{name}')",
                page=MODULE,
                when=_in_layer,
            ),
            plain(
                "attribute.tensor_as_output",
                cause="the output of the network is the tensor itself, as networks of torchvision and"
                " timm give it, and {name} is a field of the outputs of transformers (or of Inception in"
                " training mode)",
                fix="use the output as it is, logits = model(images), and compute the loss from it:"
                " loss = criterion(logits, labels); or build the network with transformers",
                page=OUTPUT,
                when=_of_output,
            ),
        ),
    ),
)
