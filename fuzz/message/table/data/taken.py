"""Messages of images and data that are taken for something else, and of memory and processes behind"
" them."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.words import option

DOCS = "https://docs.pytorch.org/docs/stable/"
VISION = "https://docs.pytorch.org/vision/stable/transforms.html"
PICTURE = re.compile(r"(?:\w+ImageFile|Image)$")
OF_PICTURE = frozenset(("convert", "thumbnail", "getbands", "getpixel", "rotate", "filter", "crop"))
SIZED = ("Resize", "CenterCrop", "RandomCrop", "RandomResizedCrop", "FiveCrop", "TenCrop")
INFERRED = {"NoneType": "None: something that returns nothing, or a value that is missing"}


def _inferred(told: Told) -> dict[str, str] | None:
    kind = told.text("kind")
    if PICTURE.match(kind):
        return {
            "what": "an image of PIL",
            "how": "ToTensor()(image), or torch.from_numpy(np.array(image))",
        }
    if kind in INFERRED:
        return {
            "what": INFERRED[kind],
            "how": "print what is passed, and leave out or fill in what is None",
        }
    if kind == "dict":
        return {"what": "a dictionary", "how": "torch.tensor(d['boxes']), each entry by itself"}
    return None


READINGS = (
    option(
        "taken.no_type",
        "Could not infer dtype of {kind:name}",
        cause="torch.tensor() or as_tensor() was given {what}, of which no numbers can be made",
        fix="{how}",
        page=f"{DOCS}generated/torch.tensor.html",
        more=_inferred,
    ),
    reading(
        "'numpy.ndarray' object has no attribute '{name:name}'",
        answers=(
            plain(
                "taken.array_for_picture",
                cause="{name}() is of an image of PIL, and this is an array of NumPy, as cv2.imread,"
                " plt.imread or np.array(image) give it",
                fix="Image.fromarray(array) first (uint8, [H, W, 3]; of OpenCV array[..., ::-1]), or"
                " Image.open(path) in place of cv2.imread(path)",
                page="https://pillow.readthedocs.io/en/stable/reference/Image.html",
                when=lambda told: told.text("name") in OF_PICTURE,
            ),
        ),
    ),
    reading(
        "{kind:name}.__init__() missing 1 required positional argument: 'size'",
        answers=(
            plain(
                "taken.no_size",
                cause="the transform {kind} wants to be told the size that its images are to have",
                fix="transforms.{kind}((224, 224)), height first; Resize(256) alone makes the shorter"
                " side"
                " 256",
                page=VISION,
                when=lambda told: told.text("kind") in SIZED,
            ),
        ),
    ),
    reading(
        "'Compose' object is not iterable",
        answers=(
            plain(
                "taken.composed_again",
                cause="Compose() was given a Compose in place of a list of transforms",
                fix="Compose([first, ToTensor()]), with the other Compose as one entry of the list; or"
                " first.transforms + [ToTensor()]",
                page=VISION,
                confidence="likely",
            ),
        ),
    ),
    option(
        "taken.filter_name",
        "Unknown resampling filter ({name:word})",
        cause="PIL was given the resampling filter by a name or number that it has not: {name}",
        fix="image.resize(size, Image.Resampling.BILINEAR); Resize(size,"
        " interpolation=InterpolationMode.BILINEAR) of torchvision",
        page=VISION,
    ),
    option(
        "taken.array_memory",
        "Unable to allocate {size:text} for an array with shape",
        cause="main memory is too small for one array of {size}: a whole data set at once, often as"
        " float64,"
        " which takes eight times as much as the images in uint8",
        fix="keep paths, and read an image in __getitem__ when it is asked for; or np.load(path,"
        " mmap_mode='r'), and uint8 until ToTensor(); each worker holds what the data set holds",
        page=f"{DOCS}data.html",
    ),
    reading(
        "[Errno 32] Broken pipe",
        "BrokenPipeError",
        answers=(
            plain(
                "taken.broken_pipe",
                cause="a worker of the DataLoader ended while it was started: on Windows each one"
                " imports the"
                " script anew, and fails where that has no guard, cannot be imported (a notebook), or"
                " holds"
                " what cannot be pickled",
                fix="if __name__ == '__main__': around all that runs, and data sets and transforms in"
                " a module;"
                " num_workers=0 shows whether it is that, and other errors",
                page=f"{DOCS}data.html#platform-specific-behaviors",
                when=lambda told: any("popen_spawn" in one.path for one in told.raised.frames),
            ),
        ),
    ),
)
