"""Messages of libraries that build a network around an encoder that is asked for by its name."""

import re

from fuzz.message.reading import Told, plain, reading

ENCODERS = "https://smp.readthedocs.io/en/latest/encoders.html"
NETWORK = re.compile(
    r"(?:timm-|tu-|se_|cbam_|wide_)?(?:res(?:net|next|nest)|senet|densenet|vgg|efficientnet|mobilenet|"
    r"mobileone|inception|xception|dpn|regnet|gernet|mit_b|squeezenet|shufflenet|nasnet|convnext|swin|"
    r"hrnet|skresne[xt]t?|darknet|dla|ecaresnet)[\w-]*\Z|alexnet\Z"
)
FILE = re.compile(r"\.(?:pth|pt|weight|bias|jpg|png)\b")
SEGMENTATION = re.compile(r"segmentation_models_pytorch|\bsmp\.|encoders?[\[_]")


def _named(told: Told) -> bool:
    name = told.text("name")
    return bool(NETWORK.match(name)) and not FILE.search(name)


def _of_segmentation(told: Told) -> bool:
    """Whether segmentation_models_pytorch was asked, by its frames or by what stands around them."""
    frames = told.raised.frames
    named = any("segmentation_models" in frame.path for frame in frames)
    shown = [told.rest, *(frame.source for frame in frames)]
    return _named(told) and (named or any(SEGMENTATION.search(text) for text in shown))


READINGS = (
    reading(
        "KeyError: '{name:word}'",
        answers=(
            plain(
                "encoder.no_such_weights",
                cause="segmentation_models_pytorch has no weights called {name} for this encoder:"
                " encoder_weights names those that it knows, mostly 'imagenet', not a file or a model of"
                " one's own",
                fix="encoder_weights='imagenet', or None and then"
                " model.encoder.load_state_dict(torch.load(path)) for weights of one's own; a repository"
                " that adds weights has a changed copy of the library, to be installed from its own"
                " folder",
                page=ENCODERS,
                confidence="likely",
                when=lambda told: any("pretrained_settings" in line for line in told.shown),
            ),
        ),
    ),
    reading(
        "KeyError: '{name:name}'",
        'KeyError: "{name:name}"',
        answers=(
            plain(
                "encoder.unknown_to_release",
                cause="the installed segmentation_models_pytorch has no encoder of the name {name}: it"
                " is newer than this release, or misspelled",
                fix="smp.encoders.get_encoder_names() lists those that there are; pip install -U"
                " segmentation-models-pytorch for newer ones (or tu-{name}, if timm has it), or take"
                " another encoder",
                page=ENCODERS,
                confidence="likely",
                when=_of_segmentation,
            ),
            plain(
                "encoder.unknown",
                cause="a dictionary was asked for the network {name} and has none of that name: it is"
                " misspelled, or newer than the installed release of the library that has the"
                " dictionary",
                fix="print the keys of the dictionary in the line that the traceback names, and take one"
                " of them; or update that library",
                page="https://docs.pytorch.org/vision/stable/models.html",
                confidence="likely",
                when=_named,
            ),
        ),
    ),
    reading(
        "Wrong encoder name `{name:name}`, supported encoders",
        answers=(
            plain(
                "encoder.wrong_name",
                cause="segmentation_models_pytorch has no encoder of the name {name}",
                fix="take one of those that the message lists; one of timm is called tu-{name}; update"
                " the library for newer ones",
                page=ENCODERS,
            ),
        ),
    ),
    reading(
        "Wrong input shape height={height:number}, width={width:number}. Expected image height and width"
        " divisible by {stride:number}",
        answers=(
            plain(
                "encoder.image_size",
                cause="the encoder halves the image to a {stride}th, and a size of {height} x {width} is"
                " not divisible by {stride}: the maps that the decoder joins would differ by one",
                fix="pad or resize images and masks to multiples of {stride}:"
                " albumentations.PadIfNeeded(min_height=None, min_width=None,"
                " pad_height_divisor={stride}, pad_width_divisor={stride})",
                page=ENCODERS,
            ),
        ),
    ),
    reading(
        "Wrong pretrained weights `{weights:name}` for encoder `{name:name}`",
        answers=(
            plain(
                "encoder.wrong_weights",
                cause="there are no weights {weights} for the encoder {name}",
                fix="encoder_weights is one of those that the message lists, mostly 'imagenet', or None",
                page=ENCODERS,
            ),
        ),
    ),
)
