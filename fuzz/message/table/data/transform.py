"""Messages of transforms."""

from collections.abc import Mapping
from difflib import get_close_matches

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.data.normalize import OPEN, ORDER, in_transform

VISION = "https://docs.pytorch.org/vision/stable/"
TRANSFORMS = f"{VISION}transforms.html"
OF = f"{VISION}generated/torchvision.transforms"


NAMES = (
    "AugMix", "AutoAugment", "CenterCrop", "ColorJitter", "Compose", "ConvertImageDtype",
    "FiveCrop", "GaussianBlur", "Grayscale", "InterpolationMode", "Lambda", "LinearTransformation",
    "Normalize", "PILToTensor", "Pad", "RandAugment", "RandomAdjustSharpness", "RandomAffine",
    "RandomApply", "RandomAutocontrast", "RandomChoice", "RandomCrop", "RandomEqualize",
    "RandomErasing", "RandomGrayscale", "RandomHorizontalFlip", "RandomInvert", "RandomOrder",
    "RandomPerspective", "RandomPosterize", "RandomResizedCrop", "RandomRotation",
    "RandomSolarize", "RandomVerticalFlip", "Resize", "TenCrop", "ToPILImage", "ToTensor",
    "TrivialAugmentWide",
)  # fmt: skip


def _meant(told: Told) -> Mapping[str, str] | None:
    """The transform whose name is nearly the one that was written; None where it is written right."""
    found = get_close_matches(told.text("name"), NAMES, n=1, cutoff=0.8)
    return {"meant": found[0]} if found and found[0] != told.text("name") else None


def _makes_compose(told: Told) -> bool:
    """Before Python 3.10 the message has no name of the class; the line of source has."""
    inner = told.raised.frames[-1:]
    return "Compose.__init__" in told.raised.message or any("Compose(" in one.source for one in inner)


def _says_transform(told: Told) -> bool:
    return in_transform(told) or not told.raised.message.startswith("Unexpected")


def _of_kind(told: Told, *kinds: str) -> bool:
    return told.text("got").rpartition(".")[2].lower() in kinds


READINGS = (
    reading(
        "Input pic must be a torch.Tensor or NumPy ndarray, not <class 'numpy.ndarray'",
        answers=(
            plain(
                "transform.two_numpys",
                cause="the image is an array of NumPy, and yet not of the NumPy that torchvision"
                " imported: two of them are in this process, by an installation over another or by a"
                " reload",
                fix="restart Python; if it stays, pip uninstall numpy until there is none, and install"
                " numpy, torch and torchvision into a new environment",
                page="https://pytorch.org/get-started/locally/",
                confidence="likely",
            ),
        ),
    ),
    reading(
        "pic should be PIL Image or ndarray. Got <class '{got:name}'",
        answers=(
            plain(
                "transform.tensor_twice",
                cause="ToTensor takes a PIL image or an array, but got a tensor: it was converted"
                " before,"
                " by another ToTensor() or by the data set",
                fix="leave out the second ToTensor(); put transforms of PIL images in front of the"
                " first",
                page=f"{OF}.ToTensor.html",
                when=lambda told: _of_kind(told, "tensor"),
            ),
            plain(
                "transform.crops",
                cause="ToTensor got a {got}: FiveCrop and TenCrop return several images",
                fix="convert each of them: Lambda(lambda crops: torch.stack([to_tensor(crop) for crop in"
                " crops])), and use crops.view(-1, c, h, w) in the loop",
                page=f"{OF}.FiveCrop.html",
                when=lambda told: _of_kind(told, "tuple"),
            ),
            plain(
                "transform.no_image",
                cause="ToTensor got None in place of an image: it was not read (cv2.imread returns None,"
                " without an error, where a path is wrong or the file is no image), or a function of the"
                " data set returns nothing",
                fix="print the path that was read, and os.path.isfile(path), for the images and for the"
                " masks; and end each function that makes one, in every branch, with return",
                page=f"{OF}.ToTensor.html",
                when=lambda told: _of_kind(told, "nonetype"),
            ),
            plain(
                "transform.to_tensor",
                cause="ToTensor takes a PIL image or an array, but got {got}",
                fix=f"give the transform the image, not its path or the sample: {OPEN}",
                page=f"{OF}.ToTensor.html",
            ),
        ),
    ),
    reading(
        "pic should be 2/3 dimensional. Got {got:number} dimensions",
        answers=(
            plain(
                "transform.one_image",
                cause="the conversion takes one image of 2 or 3 dimensions, but got {got}",
                fix="pass one image of a batch, images[0], or convert them one by one",
                page=TRANSFORMS,
            ),
        ),
    ),
    reading(
        "pic should not have > 4 channels. Got {got:number} channels",
        answers=(
            plain(
                "transform.pil_channels",
                cause="ToPILImage takes up to 4 channels, but got {got}: channels come first in a tensor"
                " ([C, H, W]) and last in an array ([H, W, C]), or the image has more bands",
                fix="permute to the order that is wanted, or choose three bands: image[:3]",
                page=f"{OF}.ToPILImage.html",
            ),
        ),
    ),
    # torchvision 0.2 to 0.7 wrote "img should be PIL Image" for every transform.
    reading(
        "img should be PIL Image. Got <class '{got:name}'",
        "img should be PIL Image or Tensor. Got <class '{got:name}'",
        "Unexpected type <class '{got:name}'",
        "pic should be PIL Image. Got <class '{got:name}'",
        answers=(
            plain(
                "transform.array",
                cause="the transform takes PIL images and tensors, but got an array of NumPy (cv2.imread"
                " and plt.imread give arrays)",
                fix="put ToPILImage() in front of it, or convert with Image.fromarray(array); cv2 gives"
                " BGR, so cv2.cvtColor(array, cv2.COLOR_BGR2RGB) first",
                page=TRANSFORMS,
                when=lambda told: _says_transform(told) and _of_kind(told, "ndarray"),
            ),
            plain(
                "transform.pil_wanted",
                cause="the transform got a tensor, and in this release it takes PIL images alone",
                fix="put it in front of ToTensor(), or update torchvision (0.8 and later take tensors)",
                page=TRANSFORMS,
                when=lambda told: _says_transform(told) and _of_kind(told, "tensor"),
            ),
            plain(
                "transform.not_an_image",
                cause="the transform takes an image (PIL or a tensor), but got {got}",
                fix=f"give it the image, not its path, the sample or None: {OPEN}; cv2.imread gives None"
                " for a file that it cannot read",
                page=TRANSFORMS,
                when=_says_transform,
            ),
        ),
    ),
    reading(
        # random.randrange, with which torchvision before 0.8 and many transforms of one's own crop
        "empty range for randrange() ({low:number}, {high:number}, {by:number})",
        "empty range for randrange() ({low:number},{high:number}, {by:number})",
        "empty range in randrange({low:number}, {high:number})",
        "empty range for randrange()",
        answers=(
            plain(
                "transform.crop_range",
                cause="a random place is drawn where there is none: mostly of a crop that is larger"
                " than its"
                " image, as random.randint(0, height - size) draws it",
                fix="print(image.size) beside the size of the crop: resize the image first,"
                " Resize(256), or"
                " RandomCrop(size, pad_if_needed=True); of a list of files it is empty",
                page=f"{OF}.RandomCrop.html",
                confidence="likely",
            ),
        ),
    ),
    reading(
        "Required crop size ({wanted:shape}) is larger than input image size ({got:shape})",
        "Required crop size ({wanted:shape}) is larger than padded input image size ({got:shape})",
        # torchvision 0.8 to 0.12
        "Required crop size ({wanted:shape}) is larger then input image size ({got:shape})",
        answers=(
            plain(
                "transform.crop",
                cause="RandomCrop wants ({wanted}) of an image that is only ({got})",
                fix="resize the image first, Resize(256), or use RandomCrop(size, pad_if_needed=True) or"
                " RandomResizedCrop(224)",
                page=f"{OF}.RandomCrop.html",
            ),
        ),
    ),
    reading(
        "'{name:name}' object is not iterable",
        "Argument transforms should be a sequence",
        answers=(
            plain(
                "transform.compose_one",
                cause="Compose takes a list of transforms, but got one transform",
                fix="put it in brackets: Compose([ToTensor()])",
                page=f"{OF}.Compose.html",
                when=in_transform,
            ),
        ),
    ),
    reading(
        "__init__() takes 2 positional arguments but {got:number} were given",
        answers=(
            plain(
                "transform.compose_many",
                when=_makes_compose,
                cause="Compose takes one list of transforms, but got them as separate arguments",
                fix=f"put them in brackets: {ORDER}",
                page=f"{OF}.Compose.html",
            ),
        ),
    ),
    reading(
        "__init__() takes 1 positional argument but 2 were given",
        answers=(
            plain(
                "transform.class",
                cause="a transform was given an image where it is made: the list has the class ToTensor"
                " in place of an object of it",
                fix="call the class in the list, Compose([ToTensor()]), and for one image"
                " ToTensor()(image)",
                page=TRANSFORMS,
                when=lambda told: in_transform(told) or "ToTensor.__init__" in told.raised.message,
            ),
        ),
    ),
    reading(
        "Input image tensor permitted channel values are [1, 3], but found {got:number}",
        "Input image tensor permitted channel values are 1 or 3, but found {got:number}",
        answers=(
            plain(
                "transform.colour_channels",
                cause="the transform changes colours of images with 1 or 3 channels, but got {got}: an"
                " alpha channel, more bands, or [H, W, C] in place of [C, H, W]",
                fix=f"open images in colour, {OPEN}, or permute to [..., C, H, W]",
                page=TRANSFORMS,
            ),
        ),
    ),
    reading(
        "Tensor is not a torch image",
        answers=(
            plain(
                "transform.dimensions",
                cause="the transform takes tensors of [..., H, W], but got one of fewer dimensions",
                fix="print(image.shape), and give it the image as [C, H, W]",
                page=TRANSFORMS,
            ),
        ),
    ),
    reading(
        "Only torch.uint8 image tensors are supported, but found {got:type}",
        answers=(
            plain(
                "transform.uint8",
                cause="the transform (AutoAugment, RandAugment, posterize, equalize) takes tensors of"
                " uint8, but got {got}",
                fix="put it in front of ToTensor() or of the conversion to float32",
                page=TRANSFORMS,
            ),
        ),
    ),
    reading(
        "If value is a sequence, it should have either a single value or {got:number} (number of in",
        answers=(
            plain(
                "transform.erasing_value",
                cause="RandomErasing wants one value, or one for each of the {got} channels of the"
                " image",
                fix="pass value=0, value='random' or as many numbers as there are channels",
                page=f"{OF}.RandomErasing.html",
            ),
        ),
    ),
    reading(
        "module 'torchvision.transforms' has no attribute '{name:name}'",
        answers=(
            plain(
                "transform.renamed",
                cause="torchvision has no transforms.{name} any more: Scale became Resize, and"
                " RandomSizedCrop became RandomResizedCrop",
                fix="use transforms.Resize for Scale, transforms.RandomResizedCrop for RandomSizedCrop",
                page=TRANSFORMS,
                when=lambda told: told.text("name") in ("Scale", "RandomSizedCrop"),
            ),
            plain(
                "transform.misspelt",
                cause="torchvision.transforms has no {name}: the name of a transform is misspelt, it is"
                " {meant}",
                fix="transforms.{meant}",
                page=TRANSFORMS,
                more=_meant,
            ),
        ),
    ),
    reading(
        "__init__() got an unexpected keyword argument 'resample'",
        "__init__() got an unexpected keyword argument 'fillcolor'",
        answers=(
            plain(
                "transform.renamed_argument",
                cause="the arguments resample and fillcolor are gone (torchvision 0.15): they are called"
                " interpolation and fill",
                fix="use interpolation=InterpolationMode.BILINEAR for resample, fill= for fillcolor",
                page=f"{OF}.RandomRotation.html",
            ),
        ),
    ),
)
