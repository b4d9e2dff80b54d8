"""Messages of torchvision's weights: their enums, entries and names, and what is asked for with them."""

import re

from fuzz.message.reading import plain, reading
from fuzz.message.words import names_network

MODELS = "https://docs.pytorch.org/vision/stable/models.html"

READINGS = (
    reading(
        "The parameter '{name:name}' expected value {wanted:word} but got {got:word} instead",
        answers=(
            plain(
                "zoo.classes_with_weights",
                cause="the weights are those of a model with {name}={wanted}, but the model was asked"
                " for with {name}={got}",
                fix="build it with the weights and without {name}, then replace the head: model ="
                " resnet50(weights=ResNet50_Weights.DEFAULT); model.fc ="
                " nn.Linear(model.fc.in_features, {got})",
                page=MODELS,
                when=lambda told: told.text("name") in ("num_classes", "num_keypoints"),
            ),
            plain(
                "zoo.option_with_weights",
                cause="the weights are those of a model with {name}={wanted}, but the model was asked"
                " for with {name}={got}",
                fix="leave {name} out, or build the model without weights",
                page=MODELS,
            ),
        ),
    ),
    reading(
        "Arguments other than a weight enum or `None` for '{option:name}' are deprecated since 0.13"
        " and may"
        " be removed in the future. The current behavior is equivalent to passing"
        " `{option}={said:name}`",
        answers=(
            plain(
                "zoo.pretrained_as",
                cause="no error: {option} was given True, False or another value in place of an enum of"
                " weights, which is the old way; it works as {option}={said}",
                fix="write that: {option}={said} (None trains from scratch), or leave it; where loading"
                " failed, the error stands below this warning",
                page=MODELS,
            ),
        ),
    ),
    reading(
        "The parameter 'pretrained' is deprecated since 0.13",
        "The parameter 'pretrained_backbone' is deprecated since 0.13",
        "Arguments other than a weight enum or `None` for '{:name}' are deprecated since 0.13",
        answers=(
            plain(
                "zoo.pretrained",
                cause="no error: pretrained=... is the old way to ask for weights; it works as before,"
                " with"
                " those that are called IMAGENET1K_V1",
                fix="weights='IMAGENET1K_V1' for pretrained=True, weights=None for pretrained=False",
                page=MODELS,
            ),
        ),
    ),
    reading(
        "KeyError: '{name:name}'",
        answers=(
            plain(
                "zoo.no_weights_enum",
                cause="the installed torchvision has no {name}: the enums of weights came with 0.13,"
                " and were looked up by name",
                fix="update torchvision to 0.13 or later, together with torch"
                " (print(torchvision.__version__) tells what is installed), or pretrained=True with"
                " the old one",
                page=MODELS,
                confidence="likely",
                when=lambda told: re.fullmatch(r"[A-Z]\w*_Weights", told.text("name")) is not None,
            ),
            plain(
                "zoo.no_such_weights",
                cause="the builder of torchvision was asked for the weights {name}, and has none of"
                " that name",
                fix='weights="DEFAULT" or "IMAGENET1K_V1"; list(ResNet50_Weights) has the names',
                page=MODELS,
                when=lambda told: any(frame.function == "verify" for frame in told.raised.frames),
            ),
        ),
    ),
    reading(
        # Python before 3.12
        "AttributeError: IMAGENET1K_{version:name}",
        answers=(
            plain(
                "zoo.no_such_entry",
                cause="these weights have no entry IMAGENET1K_{version}: not each network has the"
                " newer ones (ResNet18_Weights and ResNet34_Weights have IMAGENET1K_V1 alone)",
                fix="ResNet18_Weights.DEFAULT, the best there are; list(ResNet18_Weights) names all",
                page=MODELS,
            ),
        ),
    ),
    reading(
        "type object '{kind:name}' has no attribute '{name:name}'",
        answers=(
            plain(
                "zoo.no_such_entry",
                cause="the weights {kind} have no entry {name}: not each network has the newer ones"
                " (ResNet18_Weights and ResNet34_Weights have IMAGENET1K_V1 alone)",
                fix="{kind}.DEFAULT, the best that there are; list({kind}) names all",
                page=MODELS,
                when=lambda told: told.text("kind").endswith("_Weights"),
            ),
            plain(
                "zoo.class_as_network",
                cause="{name} was read from the class {kind}, not from a network of it",
                fix="build one: model = {kind}(...), or resnet50() of torchvision, then model.{name}",
                page=MODELS,
                when=lambda told: names_network(told.text("kind")),
            ),
        ),
    ),
    reading(
        "Invalid Weight class provided; expected {wanted:name} but received {got:name}.",
        "Invalid Weight class provided; expected {wanted:name} but received {got:name}",
        answers=(
            plain(
                "zoo.weights_of_library",
                cause="the weights are of a class {got} of another library (such as torchgeo), which"
                " has the name of torchvision's and is not it",
                fix="build the network with that library, or with weights=None and load them:"
                " model.load_state_dict(weights.get_state_dict(progress=True), strict=False), where"
                " its layers are the same (conv1 may take other bands)",
                page=MODELS,
                when=lambda told: told.text("wanted") == told.text("got"),
            ),
            plain(
                "zoo.weights_of_another",
                cause="the weights are of the class {got}, but this network takes {wanted}",
                fix="weights={wanted}.DEFAULT, or build the network that the weights are of",
                page=MODELS,
            ),
        ),
    ),
    reading(
        "cannot import name 'model_urls' from 'torchvision.models",
        "module 'torchvision.models{}' has no attribute 'model_urls'",
        answers=(
            plain(
                "zoo.model_urls",
                cause="torchvision has no model_urls any more: since 0.13 the addresses of weights are"
                " part of their enums",
                fix="ResNet50_Weights.IMAGENET1K_V1.url, or .get_state_dict() for the weights"
                " themselves; code that cannot be changed needs torchvision before 0.13",
                page=MODELS,
            ),
        ),
    ),
)
