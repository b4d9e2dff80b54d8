"""Messages about sizes, padding, cropping and filling in transforms."""

from fuzz.message.words import option

OF = "https://docs.pytorch.org/vision/stable/generated/torchvision.transforms"
V2 = f"{OF}.v2"
MODES = "'constant', 'edge', 'reflect' or 'symmetric'"

READINGS = (
    option(
        "cropping.size_type",
        "TypeError: Size should be int or sequence. Got {got}",
        "TypeError: Got inappropriate size arg: {got}",
        "ValueError: size can be an integer, a sequence of one or two integers, or None, but got {got}"
        " instead",
        cause="the size of a transform must be an int or a pair (height, width), but is {got}",
        fix="use ints: Resize(256), or Resize((224, 224)); a float of a division is int(size), a size"
        " from a configuration list(size)",
        page=f"{OF}.Resize.html",
    ),
    option(
        "cropping.size_length",
        "ValueError: If size is a sequence, it should have 1 or 2 values",
        "ValueError: Size must be an int or a 1 or 2 element tuple/list, not a {got:number} element",
        "ValueError: Please provide only two dimensions (h, w) for size",
        cause="the size of a transform has other than two values: it is (height, width), without the"
        " channels",
        fix="leave the channels out: Resize((224, 224)) for images of (224, 224, 3) or (3, 224, 224)",
        page=f"{OF}.Resize.html",
    ),
    option(
        "cropping.largest_edge",
        "max_size must be an integer when size is None, but got {got} instead",
        cause="Resize(size=None) makes the longer edge max_size long, which must be an int, but is"
        " {got}",
        fix="Resize(size=None, max_size=256), or Resize(256) for the shorter edge",
        page=f"{V2}.Resize.html",
    ),
    option(
        "cropping.edges",
        "max_size = {got} must be strictly greater than the requested size for the smaller edge size ="
        " {size}",
        cause="max_size bounds the longer edge of Resize and must be above the size of the shorter one,"
        " but is {got} with size={size}",
        fix="use a larger max_size, or leave it out: Resize({size})",
        page=f"{OF}.Resize.html",
    ),
    option(
        "cropping.max_size",
        "max_size should only be passed if size specifies the length of the smaller edge",
        "max_size should only be passed if size is None or specifies the length of the smaller edge",
        cause="Resize got both edges, (height, width), and max_size, which bounds the longer edge where"
        " only the shorter is given",
        fix="Resize(256, max_size=512), or Resize((224, 224)) without max_size",
        page=f"{OF}.Resize.html",
    ),
    option(
        "cropping.crops",
        "Requested crop size {wanted} is bigger than input size ({got:shape})",
        cause="FiveCrop or TenCrop wants crops of {wanted} from an image of only ({got})",
        fix="resize the image first: Compose([Resize(256), TenCrop(224)])",
        page=f"{OF}.FiveCrop.html",
    ),
    option(
        "transform.crop",
        "Required crop size ({wanted:shape}) is larger than {}input image size ({got:shape})",
        cause="RandomCrop wants ({wanted}) of an image that is only ({got})",
        fix="resize the image first, Resize(256), or use RandomCrop(size, pad_if_needed=True)",
        page=f"{OF}.RandomCrop.html",
    ),
    option(
        "cropping.interpolation",
        "Argument interpolation should be a InterpolationMode or a corresponding Pillow integer"
        " constant",
        "Argument interpolation should be an `InterpolationMode` or a corresponding Pillow integer"
        " constant",
        "TypeError: Argument interpolation should be a InterpolationMode",
        "ValueError: Invalid interpolation mode: '{got:text}'. Supported string values are",
        cause="the interpolation of a transform is of another type, or has another name, than it takes",
        fix="from torchvision.transforms import InterpolationMode; Resize(256,"
        " interpolation=InterpolationMode.BICUBIC)",
        page=f"{OF}.Resize.html",
    ),
    option(
        "cropping.tensor_interpolation",
        "ValueError: Interpolation mode '{got:name}' is unsupported with Tensor input",
        cause="rotations, affine and perspective transforms of tensors have no interpolation '{got}'",
        fix="use InterpolationMode.NEAREST or BILINEAR, or put the transform in front of ToTensor(), for"
        " PIL images",
        page=f"{OF}.RandomRotation.html",
    ),
    option(
        "cropping.lanczos",
        "InterpolationMode.LANCZOS requires antialias=True",
        cause="a tensor was to be resized by InterpolationMode.LANCZOS without antialias=True",
        fix="Resize(256, interpolation=InterpolationMode.LANCZOS, antialias=True), or BICUBIC",
        page=f"{V2}.Resize.html",
    ),
    option(
        "padding_of_images.type",
        "TypeError: Got inappropriate padding arg",
        "`padding` should be an integer or tuple or list of integers, but got {}",
        cause="padding of Pad or RandomCrop must be an int or a tuple of ints",
        fix="RandomCrop(32, padding=4); a float of a division is int(padding)",
        page=f"{OF}.Pad.html",
    ),
    option(
        "padding_of_images.length",
        "Padding must be an int or a 1, 2, or 4 element tuple, not a {got:number} element tuple",
        "Padding must be an int or a 1, 2, or 4 element tuple or list. Found {got:number}",
        "Padding must be an int or a 1, 2, or 4 element of tuple or list, got {got}",
        cause="padding of a transform was given as {got}: it is one number for all sides, two (left and"
        " right, top and bottom), or four (left, top, right, bottom)",
        fix="Pad(4), Pad((4, 2)), or Pad((left, top, right, bottom))",
        page=f"{OF}.Pad.html",
    ),
    option(
        "padding_of_images.mode",
        "TypeError: Got inappropriate padding_mode arg",
        "ValueError: Padding mode should be either constant, edge, reflect or symmetric",
        "`padding_mode` should be either `'constant'`, `'edge'`, `'reflect'` or `'symmetric'`, but got",
        cause=f"padding_mode of a transform must be {MODES}",
        fix="RandomCrop(32, padding=4, padding_mode='reflect'); 'zeros' and 'replicate' are the words of"
        " layers: here they are 'constant' and 'edge'",
        page=f"{OF}.Pad.html",
    ),
    option(
        "padding_of_images.symmetric",
        "Symmetric padding of N-D tensors are not supported yet",
        cause="padding_mode='symmetric' takes tensors of images, [C, H, W] or [N, C, H, W], and got"
        " another number of dimensions",
        fix="use padding_mode='reflect', or pass images of 3 or 4 dimensions",
        page=f"{OF}.Pad.html",
    ),
    option(
        "filling.type",
        "TypeError: Got inappropriate fill arg",
        "TypeError: Fill should be either a sequence or a number",
        "Argument fill should be either int, float, tuple or list",
        "TypeError: fill should be int or float or a list or tuple of them. Got {}",
        cause="fill of a transform, the colour of what lies outside of the image, must be a number or"
        " one for each channel",
        fix="RandomRotation(10, fill=0), or fill=(124, 116, 104) for images in colour",
        page=f"{OF}.RandomRotation.html",
    ),
    option(
        "filling.channels",
        "The number of elements in 'fill' does not match the number of channels of the image"
        " ({got:number} != {wanted:number})",
        "The number of elements in 'fill' cannot broadcast to match the number of channels of the image"
        " ({got:number} != {wanted:number})",
        cause="fill has {got} values, but the image has {wanted} channels",
        fix="use one number for all channels, fill=0, or make the images RGB:"
        " Image.open(path).convert('RGB')",
        page=f"{OF}.RandomRotation.html",
        when=lambda told: told.number("got") != told.number("wanted"),
    ),
    option(
        "filling.mode",
        "Padding mode '{got:name}' is not supported if fill is not scalar",
        "ValueError: Non-scalar fill value is not supported",
        cause="padding a tensor by a colour of several values works for padding_mode='constant' and"
        " images alone",
        fix="use one number, fill=0, or padding_mode='constant'",
        page=f"{V2}.Pad.html",
    ),
)
