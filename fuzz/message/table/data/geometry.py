"""Messages about transforms that move, blur and erase: rotations, affine, perspective, elastic."""

from fuzz.message.reading import Told
from fuzz.message.words import option

OF = "https://docs.pytorch.org/vision/stable/generated/torchvision.transforms"
V2 = f"{OF}.v2"
AFFINE = f"{OF}.RandomAffine.html"
BLUR = f"{OF}.GaussianBlur.html"
ELASTIC = f"{OF}.ElasticTransform.html"
CROP = f"{OF}.RandomResizedCrop.html"
WHITENING = f"{OF}.LinearTransformation.html"


def _in_torchvision(told: Told) -> bool:
    """Whether no frame speaks against torchvision: the words alone could be anybody's."""
    frames = told.raised.frames
    return not frames or "torchvision/transforms" in frames[-1].path


def _of_elastic(told: Told) -> bool:
    named = told.text("name") in ("alpha", "sigma")
    return _in_torchvision(told) and (named or bool(told.raised.frames))


def _differ(told: Told) -> bool:
    return told.text("got") != told.text("wanted")


READINGS = (
    option(
        "geometry.angle",
        "TypeError: Argument angle should be int or float",
        "TypeError: Argument center should be a sequence",
        "TypeError: Argument translate should be a sequence",
        "ValueError: Argument translate should be a sequence of length 2",
        "ValueError: Argument scale should be positive",
        "TypeError: Shear should be either a single value or a sequence of two values",
        "ValueError: Shear should be a sequence containing two values. Got {got}",
        cause="an option of F.rotate or F.affine is not what it takes: angle is a number of degrees,"
        " center, translate and shear are pairs, and scale is above 0",
        fix="F.affine(image, angle=10.0, translate=[0, 4], scale=1.0, shear=[0.0, 0.0])",
        page=f"{OF}.functional.affine.html",
    ),
    option(
        "geometry.translation",
        "ValueError: translation values should be between 0 and 1",
        cause="translate of RandomAffine is a part of the width and the height, between 0 and 1, and not"
        " a number of pixels",
        fix="RandomAffine(degrees=10, translate=(0.1, 0.1))",
        page=AFFINE,
        when=_in_torchvision,
    ),
    option(
        "geometry.scale",
        "ValueError: scale values should be positive",
        cause="scale of RandomAffine is a range of factors above 0",
        fix="RandomAffine(degrees=10, scale=(0.9, 1.1))",
        page=AFFINE,
        when=_in_torchvision,
    ),
    option(
        "geometry.negative",
        "If {name:name} is a single number, it must be positive",
        cause="{name} of the transform is a single negative number, which stands for the range from"
        " -{name} to {name}",
        fix="use a positive number, RandomRotation(10), or a range: RandomRotation((-10, 0))",
        page=f"{OF}.RandomRotation.html",
        when=_in_torchvision,
    ),
    option(
        "geometry.sequence",
        "{name:name} should be a sequence of length {wanted}",
        cause="{name} of the transform must be a sequence of length {wanted}",
        fix="write a tuple: RandomAffine(degrees=(-10, 10), translate=(0.1, 0.1), scale=(0.9, 1.1))",
        page=AFFINE,
        when=_in_torchvision,
    ),
    option(
        "geometry.corners",
        "Please provide exactly four corners, got {got:number} startpoints and {to:number} endpoints",
        "ValueError: Argument coefficients should have 8 float values",
        "startpoints/endpoints and the coefficients shouldn't be defined concurrently",
        "Either the startpoints/endpoints or the coefficients must have non `None` values",
        cause="F.perspective needs four corners of the image and the four points that they go to, or 8"
        " coefficients, and got something else",
        fix="F.perspective(image, startpoints=[[0, 0], [w, 0], [w, h], [0, h]], endpoints=[...]), four"
        " points [x, y] each",
        page=f"{OF}.functional.perspective.html",
    ),
    option(
        "geometry.distortion",
        "Argument distortion_scale value should be between 0 and 1",
        cause="distortion_scale of RandomPerspective must be between 0 and 1",
        fix="RandomPerspective(distortion_scale=0.5)",
        page=f"{OF}.RandomPerspective.html",
    ),
    option(
        "geometry.range_type",
        "TypeError: Scale should be a sequence",
        "TypeError: Ratio should be a sequence",
        cause="scale and ratio of RandomResizedCrop and RandomErasing are ranges of two numbers",
        fix="RandomResizedCrop(224, scale=(0.08, 1.0), ratio=(3 / 4, 4 / 3))",
        page=CROP,
    ),
    option(
        "geometry.range_order",
        "UserWarning: Scale and ratio should be of kind (min, max)",
        cause="scale or ratio of RandomResizedCrop or RandomErasing has its larger number first",
        fix="write the smaller one first: scale=(0.08, 1.0), ratio=(3 / 4, 4 / 3)",
        page=CROP,
    ),
    option(
        "erasing.value",
        "TypeError: Argument value should be either a number or str or a sequence",
        "ValueError: If value is str, it should be 'random'",
        cause="value of RandomErasing, what the erased part is filled with, must be a number, one for"
        " each channel, or 'random'",
        fix="RandomErasing(value=0), or RandomErasing(value='random')",
        page=f"{OF}.RandomErasing.html",
        when=_in_torchvision,
    ),
    option(
        "erasing.scale",
        "ValueError: Scale should be between 0 and 1",
        "ValueError: Random erasing probability should be between 0 and 1",
        cause="scale (the part of the image) and p (how often) of RandomErasing must be between 0 and 1",
        fix="RandomErasing(p=0.5, scale=(0.02, 0.33)): parts, not percents",
        page=f"{OF}.RandomErasing.html",
        when=_in_torchvision,
    ),
    option(
        "blur.kernel",
        "ValueError: Kernel size value should be an odd and positive number",
        "ValueError: kernel_size should have odd and positive integers. Got {got}",
        cause="kernel_size of GaussianBlur must be odd and positive, so that it has a middle",
        fix="GaussianBlur(kernel_size=5, sigma=(0.1, 2.0))",
        page=BLUR,
    ),
    option(
        "blur.kernel_type",
        "TypeError: kernel_size should be int or a sequence of integers. Got {got}",
        "ValueError: If kernel_size is a sequence its length should be 2. Got {got}",
        cause="kernel_size of gaussian_blur must be an int or two of them, but is, or has a length of,"
        " {got}",
        fix="F.gaussian_blur(image, kernel_size=5), or kernel_size=[5, 5]",
        page=BLUR,
    ),
    option(
        "blur.sigma",
        "sigma should be either float or sequence of floats. Got {got}",
        "If sigma is a sequence, its length should be 2. Got {got}",
        "ValueError: sigma should have positive values. Got {got}",
        "ValueError: If sigma is a single number, it must be positive",
        "ValueError: sigma values should be positive and of the form (min, max)",
        "ValueError: sigma should be a single number or a list/tuple with length 2",
        cause="sigma of GaussianBlur, the width of the blur in pixels, must be above 0: a number, or a"
        " range whose smaller one stands first",
        fix="GaussianBlur(kernel_size=5, sigma=(0.1, 2.0))",
        page=BLUR,
    ),
    option(
        "blur.noise",
        "ValueError: sigma shouldn't be negative. Got {got:word}",
        "Input tensor is expected to be in uint8 or float dtype, got dtype={got:type}",
        cause="GaussianNoise takes images of uint8 or floats and a sigma of 0 or more, but got {got}",
        fix="v2.GaussianNoise(sigma=0.1) behind v2.ToDtype(torch.float32, scale=True)",
        page=f"{V2}.GaussianNoise.html",
    ),
    option(
        "elastic.option",
        "{name:name} should be float or a sequence of floats. Got {got}",
        "{name:name} should be a sequence of floats. Got {got}",
        "If {name:name} is a sequence its length should be 2. Got {got}",
        "{name:name} should be a number or a sequence of numbers. Got {got}",
        "If {name:name} is a sequence its length should be 1 or 2. Got {got}",
        "{name:name} should be a sequence of numbers. Got {got}",
        cause="{name} of the transform must be a float or two of them, but is, or has a length of,"
        " {got}",
        fix="ElasticTransform(alpha=50.0, sigma=5.0): floats, where an int is another type",
        page=ELASTIC,
        when=_of_elastic,
    ),
    option(
        "geometry.matrix",
        "Argument matrix should be a list",
        "ValueError: Argument matrix should have 6 float values",
        "ValueError: Argument coeffs should have 8 float values",
        cause="the numbers of an affine transform (6) or of a perspective one (8) are not all there:"
        " angle, translate, scale or shear was given with too few",
        fix="F.affine(image, angle=10.0, translate=[0, 4], scale=1.0, shear=[0.0, 0.0])",
        page=f"{OF}.functional.affine.html",
        when=_in_torchvision,
    ),
    option(
        "whitening.matrix",
        "transformation_matrix should be square. Got {got} rectangular matrix",
        "mean_vector should have the same length {got:number} as any one of the dimensions of the"
        " transformation_matrix [{wanted}]",
        cause="LinearTransformation takes a square matrix and a mean of the same length, all for C * H *"
        " W values, but got {got}",
        fix="make both of flattened images of one size: matrix [D, D], mean [D] with D = C * H * W",
        page=WHITENING,
    ),
    option(
        "whitening.image",
        "Input tensor and transformation matrix have incompatible shape.[{got:shape}] !="
        " {wanted:number}",
        cause="LinearTransformation was made for {wanted} values, but the image is {got}",
        fix="resize images to the size that the matrix was made of, in front of it, or make it anew",
        page=WHITENING,
    ),
    option(
        "whitening.device",
        "Input tensors should be on the same device. Got {got:device} and {wanted:device}",
        "Input tensor should be on the same device as transformation matrix and mean vector. Got"
        " {got:device} vs {wanted:device}",
        "ValueError: Input tensors should have the same dtype. Got {got:type} and {wanted:type}",
        cause="the matrix, the mean and the image of LinearTransformation must be on one device and of"
        " one dtype, but are {got} and {wanted}",
        fix="make both by .to(device, torch.float32), and transform images on the same device",
        page=WHITENING,
        when=_differ,
    ),
)
