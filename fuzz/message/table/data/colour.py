"""Messages about transforms of colours, and of the dtype of images."""

from fuzz.message.reading import Told
from fuzz.message.words import option

OF = "https://docs.pytorch.org/vision/stable/generated/torchvision.transforms"
V2 = f"{OF}.v2"
JITTER = f"{OF}.ColorJitter.html"
TENSOR = "put it behind ToTensor(), or convert the image first: F.pil_to_tensor(image)"


def _in_torchvision(told: Told) -> bool:
    """Whether no frame speaks against torchvision: the words alone could be anybody's."""
    frames = told.raised.frames
    return not frames or "torchvision/transforms" in frames[-1].path


READINGS = (
    option(
        "colour.negative_factor",
        "ValueError: {name:name}_factor ({got:word}) is not non-negative",
        cause="{name}_factor is {got}, and must be 0 or more: 1 leaves the image as it is",
        fix="use a factor around 1, such as adjust_{name}(image, 1.2); ColorJitter({name}=0.2) draws one"
        " between 0.8 and 1.2",
        page=JITTER,
    ),
    option(
        "transform.std",
        "ValueError: std evaluated to zero, leading to division by zero",
        cause="Normalize got a standard deviation of 0",
        fix="pass std of each channel in the scale of the image, such as [0.229, 0.224, 0.225] for"
        " images of 0 to 1",
        page=f"{OF}.Normalize.html",
    ),
    option(
        "colour.hue",
        "ValueError: hue_factor ({got:word}) is not in [-0.5, 0.5]",
        cause="hue_factor is {got}, and must be between -0.5 and 0.5: it is a part of the colour circle,"
        " not degrees",
        fix="divide degrees by 360; ColorJitter(hue=0.1) draws one between -0.1 and 0.1",
        page=JITTER,
    ),
    option(
        "colour.gamma",
        "ValueError: Gamma should be a non-negative real number",
        cause="gamma of adjust_gamma is negative",
        fix="use a number above 0: below 1 it makes shadows lighter, above 1 darker",
        page=f"{OF}.functional.adjust_gamma.html",
    ),
    option(
        "colour.negative_jitter",
        "If {name:name} is a single number, it must be non negative",
        cause="{name} of ColorJitter is negative: it is how far the factor may lie from 1 (hue: from 0)",
        fix="ColorJitter(brightness=0.2, contrast=0.2, saturation=0.2, hue=0.1), or a range:"
        " brightness=(0.5, 1.0)",
        page=JITTER,
    ),
    option(
        "colour.jitter_type",
        "{name:name} should be a single number or a list/tuple with length 2",
        "{name:name}={} should be a single number or a sequence with length 2",
        cause="{name} of the transform must be a number, or a range of two",
        fix="ColorJitter(brightness=0.2), or ColorJitter(brightness=(0.8, 1.2))",
        page=JITTER,
        when=_in_torchvision,
    ),
    option(
        "colour.jitter_range",
        "{name:name} values should be between {bound}, but got {got:text}",
        "{name:name} values should be between {bound} and increasing, but got {got:text}",
        cause="{name} of ColorJitter was given as a range that is not between {bound} and increasing",
        fix="write the lower end first; hue lies between -0.5 and 0.5: ColorJitter(hue=(-0.1, 0.1)), and"
        " hue=0.5 at most",
        page=JITTER,
        when=_in_torchvision,
    ),
    option(
        "colour.grey_channels",
        "num_output_channels should be either 1 or 3",
        "num_output_channels must be 1 or 3, got {}",
        cause="Grayscale was asked for another number of channels than 1 or 3",
        fix="Grayscale(num_output_channels=3) keeps what a ResNet expects; num_output_channels=1 needs"
        " model.conv1 with in_channels=1",
        page=f"{OF}.Grayscale.html",
    ),
    option(
        "colour.channels",
        "Input image tensor permitted channel values are {wanted}, but found {got:number}",
        "Input image tensor can have 1 or 3 channels, but found {got:number}",
        cause="the transform of colours takes tensors of 1 or 3 channels, [C, H, W], but got {got}:"
        " with transparency, with more bands, or with the channels last",
        fix="permute(2, 0, 1) where the channels are last; image[:3] leaves out transparency; open"
        " files with Image.open(path).convert('RGB')",
        page=JITTER,
    ),
    option(
        "colour.rank",
        "Input image tensor should have at least {wanted} dimensions, but found {got:number}",
        "Input image tensor should have 3 or 4 dimensions, but found {got:number}",
        "Input tensor should have at least two dimensions, but got {got:number}",
        "TypeError: Input ndim should be 2 or more. Got {got:number}",
        cause="the transform takes a tensor of an image, [C, H, W], but got one of {got} dimensions",
        fix="apply it before the image is flattened; give a grey one [H, W] its channel:"
        " image.unsqueeze(0)",
        page="https://docs.pytorch.org/vision/stable/transforms.html",
    ),
    option(
        "colour.tensor_wanted",
        "TypeError: Input img should be Tensor",
        "TypeError: Input img should be a Tensor",
        "TypeError: img should be Tensor. Got {}",
        cause="this transform takes a tensor, and got something else, such as a PIL image",
        fix=TENSOR,
        page="https://docs.pytorch.org/vision/stable/transforms.html",
        when=_in_torchvision,
    ),
    option(
        "colour.pil_wanted",
        "TypeError: Input should be PIL Image",
        cause="F.to_grayscale takes a PIL image, and got a tensor or an array",
        fix="use F.rgb_to_grayscale(image) or Grayscale(), which take tensors",
        page=f"{OF}.Grayscale.html",
        when=_in_torchvision,
    ),
    option(
        "colour.pil_not_taken",
        "{kind:name}() does not support PIL images",
        "Gaussian Noise is not implemented for PIL images",
        cause="the transform takes tensors and no PIL images",
        fix="put ToImage() (of v2) or ToTensor() in front of it",
        page=f"{V2}.ToImage.html",
    ),
    option(
        "colour.unsafe_cast",
        "The cast from {got:type} to {wanted:type} cannot be performed safely",
        "The conversion from {got:type} to {wanted:type} cannot be performed safely",
        cause="an image of {got} cannot become {wanted}: the type has too few bits for its integers",
        fix="convert to torch.float32: ConvertImageDtype(torch.float32), or v2.ToDtype(torch.float32,"
        " scale=True)",
        page=f"{OF}.ConvertImageDtype.html",
    ),
    option(
        "colour.threshold",
        "TypeError: Threshold should be less than bound of img",
        "TypeError: Threshold should be less or equal the maximum value of the dtype, but got {}",
        cause="threshold of solarize is above the largest value that the dtype of the image has: 255 for"
        " uint8, 1.0 for floats",
        fix="RandomSolarize(threshold=0.5) behind ToTensor(), RandomSolarize(threshold=128) in front",
        page=f"{OF}.RandomSolarize.html",
    ),
    option(
        "colour.bits",
        "The number if bits should be between 0 and 8. Got {got:word}",
        "bits must be a positive integer in the range [0, 8], got {got:word} instead",
        cause="bits of posterize is {got}: it is the number of bits that are kept of 8",
        fix="RandomPosterize(bits=4), an int from 0 to 8",
        page=f"{OF}.RandomPosterize.html",
    ),
    option(
        "colour.permutation",
        "Length of permutation does not match number of channels: {got:number} != {wanted:number}",
        cause="permute_channels was given an order of {got} channels for an image of {wanted}",
        fix="name each channel once: v2.functional.permute_channels(image, [2, 1, 0]) for three",
        page=f"{V2}.RandomChannelPermutation.html",
        when=lambda told: told.number("got") != told.number("wanted"),
    ),
    option(
        "colour.pil_mode",
        "ValueError: Incorrect mode ({got}) supplied for input type {dtype}. Should be {wanted}",
        cause="an image of one channel of {dtype} was to become a PIL image of mode {got}, and can only"
        " be of mode {wanted}",
        fix="leave mode out: ToPILImage(), or convert afterwards: image.convert('L')",
        page=f"{OF}.ToPILImage.html",
    ),
    option(
        "colour.pil_modes",
        "ValueError: Only modes {wanted} are supported for {n:number}D inputs",
        cause="ToPILImage got a mode that an image of this number of channels ({n}, in the words of the"
        " message) cannot have: {wanted} are possible",
        fix="leave mode out, ToPILImage(), and convert afterwards: image.convert('RGB')",
        page=f"{OF}.ToPILImage.html",
    ),
    option(
        # torchvision 0.1 and 0.2 say so of a tensor or array that is not of 3 dimensions:
        # https://github.com/pytorch/vision/blob/v0.2.1/torchvision/transforms/functional.py
        "colour.pil_rank",
        "pic should be Tensor or ndarray. Got <class '{got:name}'",
        cause="ToPILImage of this old torchvision takes a tensor [C, H, W] or an array [H, W, C], and"
        " words it badly: what it got is a {got}, but has not 3 dimensions",
        fix="give a grey image its channel, tensor.unsqueeze(0) or array[:, :, None]; of a batch"
        " [N, C, H, W] take one image: batch[0]",
        page=f"{OF}.ToPILImage.html",
        when=lambda told: told.text("got").endswith(("Tensor", "ndarray", "Variable", "Parameter")),
    ),
    option(
        "colour.pil_type",
        "pic should be Tensor or ndarray. Got <class '{got:name}'",
        cause="ToPILImage takes a tensor or an array, but got {got}",
        fix="leave it out where the image is a PIL image already, or pass the tensor of the sample and"
        " not the whole sample",
        page=f"{OF}.ToPILImage.html",
    ),
    option(
        "colour.pil_dtype",
        "TypeError: Input type {got:type} is not supported",
        cause="an array of {got} cannot become a PIL image",
        fix="convert it: (image * 255).astype('uint8') for floats between 0 and 1",
        page=f"{OF}.ToPILImage.html",
        when=_in_torchvision,
    ),
)
