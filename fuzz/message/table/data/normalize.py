"""Messages of Normalize, and of images that have other channels than its mean."""

from fuzz.message.reading import Told, plain, reading

NORMALIZE = "https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Normalize.html"
ORDER = "Compose([Resize(256), CenterCrop(224), ToTensor(), Normalize(mean, std)])"
OPEN = "Image.open(path).convert('RGB')"


def in_transform(told: Told) -> bool:
    """Whether the frames are those of a transform."""
    return told.place == "transform"


def _grey(told: Told) -> bool:
    """Grey images: one channel is written in place by what has three."""
    got, wanted = told.shape("got"), told.shape("wanted")
    alike = len(got) == len(wanted) == 3 and got[1:] == wanted[1:]
    return alike and got[0] == 1 and wanted[0] > 1 and told.place in ("", "transform", "data")


def _normalises(told: Told) -> bool:
    inner = told.raised.frames[-1] if told.raised.frames else None
    source = f"{inner.function} {inner.source}" if inner else ""
    return in_transform(told) and ("normalize" in source or "mean" in source)


READINGS = (
    reading(
        # torch up to 1.4, in which in-place arithmetic converted nothing
        "expected type torch.DoubleTensor but got torch.FloatTensor",
        "expected backend CPU and dtype Double but got backend CPU and dtype Float",
        "expected device cpu and dtype Double but got device cpu and dtype Float",
        "Expected object of scalar type Double but got scalar type Float for argument #3 'other'",
        answers=(
            plain(
                "transform.double",
                cause="the image that Normalize gets is float64, as ToTensor() leaves an array of"
                " NumPy that is"
                " float64, and this release of torchvision has its mean as float32",
                fix="array.astype(np.float32) in front of ToTensor() (or np.uint8 for 0 to 255, which"
                " ToTensor"
                " divides by 255 as well), or Lambda(lambda x: x.float()) between the two",
                page=NORMALIZE,
                when=_normalises,
            ),
        ),
    ),
    reading(
        "output with shape [{got:shape}] doesn't match the broadcast shape [{wanted:shape}]",
        answers=(
            plain(
                "transform.grey",
                cause="Normalize got mean and std of several channels, but the image has one (grey):"
                " [{got}] cannot become [{wanted}]",
                fix=f"open images in colour, {OPEN} or Grayscale(num_output_channels=3) in front of"
                " ToTensor(), or normalize by one number: Normalize([0.5], [0.5])",
                page=NORMALIZE,
                when=_grey,
            ),
        ),
    ),
    reading(
        # of NumPy
        "non-broadcastable output operand with shape ({got:shape}) doesn't match the broadcast shape"
        " ({wanted:shape})",
        answers=(
            plain(
                "transform.grey_array",
                cause="a mean of several channels is subtracted from an image that has one (grey):"
                " [{got}] cannot become [{wanted}]",
                fix=f"open images in colour, np.array({OPEN}), or cv2.imread(path), which gives three"
                " channels; for grey ones use one mean",
                page=NORMALIZE,
                confidence="likely",
                when=_grey,
            ),
        ),
    ),
    reading(
        "The size of tensor a ({got:number}) must match the size of tensor b ({wanted:number}) at"
        " non-singleton dimension 0",
        answers=(
            plain(
                "transform.alpha",
                cause="Normalize has mean and std of {wanted} channels, but the image has {got}: the"
                " fourth is its alpha channel (RGBA), or it is CMYK",
                fix=f"open images in colour: {OPEN}",
                page=NORMALIZE,
                when=lambda told: _normalises(told) and told.number("got") == 4,
            ),
            plain(
                "transform.channels_last",
                cause="Normalize has mean and std of {wanted} channels, but the first dimension of the"
                " image is {got}: its channels are elsewhere, as in [H, W, C] of NumPy",
                fix="use ToTensor(), which gives [C, H, W], or image.permute(2, 0, 1), before Normalize",
                page=NORMALIZE,
                when=lambda told: _normalises(told) and told.number("got") > 4,
            ),
            plain(
                "transform.mean_of_others",
                cause="Normalize has mean and std of {wanted} channels, but the image has {got}",
                fix="give mean and std a number for each channel of the image",
                page=NORMALIZE,
                when=_normalises,
            ),
        ),
    ),
    reading(
        "tensor should be a torch tensor. Got <class '{got:name}'",
        "img should be Tensor Image. Got <class '{got:name}'",
        "Normalize() does not support PIL images",
        answers=(
            plain(
                "transform.normalize_first",
                cause="Normalize takes a tensor, and what reaches it is an image that was not converted:"
                " ToTensor() is missing or stands behind it",
                fix=f"put ToTensor() in front of Normalize: {ORDER}",
                page=NORMALIZE,
            ),
        ),
    ),
    # torchvision 0.2 to 0.7 says this of what is no tensor and of a tensor that is not [C, H, W] alike:
    # https://github.com/pytorch/vision/blob/v0.5.0/torchvision/transforms/functional.py
    reading(
        "tensor is not a torch image",
        answers=(
            plain(
                "transform.normalize_old",
                cause="this torchvision's transform (Normalize and others of tensors) takes one tensor"
                " [C, H, W], and got something else: an image or array that ToTensor() has not"
                " converted, or a tensor of another number of dimensions, such as a batch [N, C, H, W]"
                " or a grey [H, W]",
                fix=f"look at type(image) and its shape: put ToTensor() in front of Normalize, {ORDER};"
                " for a batch normalize each image, update torchvision (0.9 and later take batches), or"
                " compute (images - mean) / std; give a grey one its channel: image.unsqueeze(0)",
                page=NORMALIZE,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "Input tensor should be a float tensor. Got torch.{got:name}.",
        answers=(
            plain(
                "transform.float",
                cause="Normalize takes a float tensor, but got {got}: PILToTensor, read_image and"
                " v2.ToImage keep whole numbers of 0 to 255",
                fix="convert and scale before it: ConvertImageDtype(torch.float32), in v2"
                " ToDtype(torch.float32, scale=True); or use ToTensor()",
                page=NORMALIZE,
            ),
        ),
    ),
    reading(
        "std evaluated to zero after conversion to {got:type}, leading to division by zero",
        answers=(
            plain(
                "transform.std",
                cause="Normalize got a standard deviation of 0, or one that is 0 as {got}",
                fix="pass std of each channel in the scale of the image, such as [0.229, 0.224, 0.225]"
                " for images of 0 to 1, and convert the image to float32 first",
                page=NORMALIZE,
            ),
        ),
    ),
    reading(
        "Expected tensor to be a tensor image of size (..., C, H, W). Got tensor.size() = {got:sizes}",
        "Expected tensor to be a tensor image of size (C, H, W). Got tensor.size() = {got:sizes}",
        "Expected tensor to be a tensor image of size (..., C, H, W). Got {got:sizes}",
        answers=(
            plain(
                "transform.normalize_batch",
                cause="this torchvision's Normalize takes one image [C, H, W], but got a batch [{got}]",
                fix="normalize each image in the transform of the data set, update torchvision (0.9 and"
                " later take batches), or compute (images - mean[:, None, None]) / std[:, None, None]",
                page=NORMALIZE,
                when=lambda told: len(told.shape("got")) > 3,
            ),
            plain(
                "transform.normalize_dimensions",
                cause="Normalize takes a tensor of [C, H, W], but got [{got}]",
                fix="give a grey image its channel, image.unsqueeze(0), and normalize before the image"
                " is flattened",
                page=NORMALIZE,
                when=lambda told: len(told.shape("got")) < 3,
            ),
        ),
    ),
)
