"""Messages of timm: networks of another release of it, and names that it does not have."""

from fuzz.message.reading import Told, plain, reading

MODELS = "https://huggingface.co/docs/timm/models"
FEATURES = "https://huggingface.co/docs/timm/feature_extraction"
RELEASES = "https://github.com/huggingface/pytorch-image-models/releases"
CONFIGURATIONS = ("default_cfg", "pretrained_cfg", "pretrained_cfg_overlay")
"""What timm passes to the class of a network, in some releases."""

PASSED = ("cache_dir", "features_only", "out_indices", "pretrained_strict", "scriptable")
"""The same, by names that others use as well."""

RELEASE = (
    "install the release of timm that the code was written for (its requirements name it; code of 2021"
    " mostly needs timm==0.4.12), or take newer code of the network; print(timm.__version__)"
)


def in_timm(told: Told) -> bool:
    """Whether a frame is one of timm."""
    return any("timm/" in frame.path for frame in told.raised.frames)


def _built_by_timm(told: Told) -> bool:
    name = told.text("name")
    return name in CONFIGURATIONS or (name in PASSED and in_timm(told))


def _empty(told: Told) -> bool:
    return "''" in told.text("layers")


READINGS = (
    reading(
        "Return layers ({layers:text}) are not present in model",
        answers=(
            plain(
                "timm.no_such_feature",
                cause="features_only=True asks for a feature that this network does not have: one of"
                " out_indices leads to no layer",
                fix="leave that index out, out_indices=(1, 2, 3, 4): not each network has a map at"
                " stride 2, index 0; or update timm. The features that there are:"
                " timm.create_model(name, features_only=True).feature_info.module_name()",
                page=FEATURES,
                when=_empty,
            ),
            plain(
                "timm.return_layers",
                cause="features_only=True asks for the layers {layers}, and the network has no such"
                " children: it was changed, or cannot be taken apart at them in this release",
                fix="update timm, or take the features in a forward of one's own:"
                " model.forward_features(x), or torchvision's create_feature_extractor(model, names)",
                page=FEATURES,
            ),
        ),
    ),
    reading(
        "{kind:name}.__init__() got an unexpected keyword argument '{name:name}'",
        "__init__() got an unexpected keyword argument '{name:name}'",
        "() got an unexpected keyword argument '{name:name}'",
        answers=(
            plain(
                "timm.other_release",
                cause="{name} is passed on by timm when it builds a network, and the class of this"
                " network does not take it: the class was written for another release of timm",
                fix=RELEASE,
                page=RELEASES,
                confidence="likely",
                when=_built_by_timm,
            ),
        ),
    ),
    reading(
        "missing 1 required positional argument: '{name:name}'",
        answers=(
            plain(
                "timm.other_release",
                cause="a function of timm is called without {name}, which it takes in some releases"
                " alone: the code was written for another one",
                fix=RELEASE,
                page=RELEASES,
                confidence="likely",
                when=lambda told: told.text("name") in CONFIGURATIONS,
            ),
        ),
    ),
    reading(
        "cannot import name '{name:name}' from 'timm.{module:name}'",
        "cannot import name '{name:name}' from 'timm'",
        "No module named 'timm.{name:name}'",
        "module 'timm.{module:name}' has no attribute '{name:name}'",
        answers=(
            plain(
                "timm.moved",
                cause="the installed timm has no {name} at this place: it came with another release, or"
                " was moved since (timm.models.layers is timm.layers, timm.models.helpers and"
                " timm.models.registry are in timm.models)",
                fix=RELEASE,
                page=RELEASES,
            ),
        ),
    ),
    reading(
        "'DefaultCfg' object {lacks:text}",
        "'PretrainedCfg' object {lacks:text}",
        "argument of type 'DefaultCfg' is not iterable",
        "argument of type 'PretrainedCfg' is not iterable",
        answers=(
            plain(
                "timm.configuration_object",
                cause="the installed timm is newer than the code: what its default_cfgs hold are"
                " objects (DefaultCfg, with a PretrainedCfg for each tag) since 0.9, and were"
                " dictionaries before, as which the code uses them",
                fix="install the release of timm that the code was written for (its requirements name"
                " it; such code mostly needs timm==0.5.4 or 0.6.13), or rewrite the line:"
                " timm.get_pretrained_cfg(name) has url, mean and std as attributes, and"
                " create_model(name, pretrained_cfg_overlay=dict(url=...)) sets one",
                page=RELEASES,
            ),
        ),
    ),
    reading(
        "Input height ({got:number}) doesn't match model ({wanted:number})",
        "Input width ({got:number}) doesn't match model ({wanted:number})",
        "Input image size ({got:number}*{:number}) doesn't match model ({wanted:number}*{:number})",
        answers=(
            plain(
                "timm.image_size",
                cause="the network cuts images into patches, and was made for images of {wanted}, not"
                " of {got}",
                fix="resize them, Resize(({wanted}, {wanted})), or make it for that size:"
                " timm.create_model(name, pretrained=True, img_size={got}), which interpolates the"
                " position"
                " embedding; a ResNet takes any size",
                page=RELEASES,
            ),
        ),
    ),
    reading(
        "Unknown model ({name:word})",
        answers=(
            plain(
                "timm.unknown_model",
                cause="the installed timm has no model of the name {name}: it is misspelled, newer than"
                " this release, or defined in a file that was not imported (@register_model)",
                fix="timm.list_models('*resnet*') names those that there are; update timm, or import the"
                " file that defines it before create_model()",
                page=MODELS,
            ),
        ),
    ),
    reading(
        "No pretrained weights exist for {name:word}. Use `pretrained=False`",
        "No pretrained weights exist or were found for this model",
        "No pretrained configuration specified for {name:word} model",
        answers=(
            plain(
                "timm.no_weights",
                cause="timm has no weights for this network, and was asked for them (pretrained=True)",
                fix="pretrained=False, or a network of timm.list_models(pretrained=True)",
                page=MODELS,
            ),
        ),
    ),
    reading(
        "Invalid pretrained tag ({tag:word}) for {name:word}",
        answers=(
            plain(
                "timm.unknown_tag",
                cause="the installed timm has no weights of the name {tag} for {name}",
                fix="timm.list_models('{name}*', pretrained=True) names those that there are; update"
                " timm for newer ones",
                page=MODELS,
            ),
        ),
    ),
    reading(
        "Batch size should be even when using this",
        answers=(
            plain(
                "timm.odd_batch",
                cause="Mixup and CutMix of timm mix each image with the one that stands opposite in"
                " the batch,"
                " and a batch has an odd number of them: mostly the last one of an epoch, whatever"
                " batch_size"
                " is",
                fix="DataLoader(..., drop_last=True) with an even batch_size, for the training alone;"
                " each GPU"
                " gets its share, which has to be even as well",
                page="https://huggingface.co/docs/timm/index",
            ),
        ),
    ),
)
