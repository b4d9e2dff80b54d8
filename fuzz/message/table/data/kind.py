"""Messages of an image that is of another kind than its user expects: tensor, array or PIL image."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.data.normalize import ORDER
from fuzz.message.words import option

TRANSFORMS = "https://docs.pytorch.org/vision/stable/transforms.html"
ALBUMENTATIONS = "https://albumentations.ai/docs/"
DETECTION = "https://docs.pytorch.org/vision/stable/models.html#object-detection"
COLLATE = "https://docs.pytorch.org/docs/stable/data.html#working-with-collate-fn"
OF_PIL = ("convert", "getbands", "mode", "crop", "thumbnail", "getpixel", "putpalette", "filter")


def _in_transforms(told: Told) -> bool:
    return any("torchvision/transforms" in frame.path for frame in told.raised.frames)


def _source(told: Told) -> str:
    return told.raised.frames[-1].source if told.raised.frames else ""


def _in_collate(told: Told) -> bool:
    inner = told.raised.frames[-1:]
    return any(
        one.path.endswith(("torch/utils/data/_utils/collate.py", "dataloader.py")) for one in inner
    )


TABLES = "https://pandas.pydata.org/docs/user_guide/indexing.html"


def _in_pandas(told: Told) -> bool:
    """Whether a table of pandas was asked, for a sample of a data set."""
    paths = [frame.path for frame in told.raised.frames]
    asked = any(frame.function in ("__getitem__", "get_item") for frame in told.raised.frames)
    return asked and any("pandas/" in path for path in paths[-3:])


READINGS = (
    reading(
        "'Tensor' object has no attribute '{name:name}'",
        answers=(
            plain(
                "kind.pil_method",
                cause="{name} is of a PIL image, but the image is a tensor here: it was converted"
                " before, by ToTensor() or by the data set",
                fix=f"put what works on PIL images in front of ToTensor(): {ORDER}; or convert back,"
                " to_pil_image(tensor)",
                page=TRANSFORMS,
                when=lambda told: told.text("name") in OF_PIL,
            ),
            plain(
                "kind.array_method",
                cause="{name} is of an array of NumPy, but it is called on a tensor; in a pipeline of"
                " albumentations ToTensorV2 or ToTensor then stands in front of a transform of arrays",
                fix="in albumentations put ToTensorV2() last, A.Compose([A.Resize(224, 224),"
                " A.Normalize(), ToTensorV2()]); elsewhere use x.to(torch.float32), or"
                " x.cpu().numpy() first",
                page=ALBUMENTATIONS,
                when=lambda told: told.text("name") == "astype",
            ),
        ),
    ),
    reading(
        # torchvision 0.1 read the size of a PIL image from whatever it got.
        "'builtin_function_or_method' object is not iterable",
        "cannot unpack non-iterable builtin_function_or_method object",
        "'builtin_function_or_method' object is not subscriptable",
        answers=(
            plain(
                "kind.old_transform",
                cause="a transform of this old torchvision takes PIL images, whose size is a pair, but"
                " got a tensor, whose size is a method",
                fix=f"put it in front of ToTensor(): {ORDER}",
                page=TRANSFORMS,
                confidence="likely",
                when=lambda told: _in_transforms(told) or "img.size" in _source(told),
            ),
        ),
    ),
    reading(
        "'{kind:name}' object does not support indexing",
        "'{kind:name}' object is not subscriptable",
        answers=(
            plain(
                "kind.image_indexed",
                cause="an image of PIL ({kind}) was indexed like an array",
                fix="convert it first: np.array(image)[y, x], or ToTensor()(image)[:, y, x];"
                " image.crop(box) cuts",
                page=TRANSFORMS,
                when=lambda told: (
                    told.text("kind").endswith("ImageFile") or told.text("kind") == "Image"
                ),
            ),
        ),
    ),
    option(
        "kind.detection_targets",
        "In training mode, targets should be passed",
        "targets should not be none when in training mode",
        cause="the detection network (Faster R-CNN, RetinaNet and others of torchvision) is in training"
        " mode, where it computes losses, and got images without targets",
        fix="model.eval() before it is asked for boxes; in training losses = model(images, targets) with"
        " a list of dictionaries of boxes and labels",
        page=DETECTION,
    ),
    reading(
        "KeyError: {key:text}",
        "Caught KeyError in DataLoader worker",
        answers=(
            plain(
                "kind.no_row",
                cause="the table of the data set (pandas) has no row or column under the key that"
                " __getitem__ asks for: an image without a row, a name with another ending or path, or"
                " positions 0, 1, 2 where a split or filter left other numbers in the index",
                fix="print(table.index[:5], key) beside each other: table.iloc[i] asks by position,"
                " table.loc[key] by the index; table.reset_index(drop=True) after a split; and leave out"
                " images that have no row",
                page=TABLES,
                confidence="likely",
                when=_in_pandas,
            ),
        ),
    ),
    reading(
        "KeyError: '{name:name}'",
        answers=(
            plain(
                "kind.keys",
                cause="the samples of a batch are dictionaries with different keys: the first has"
                " '{name}', and another has not",
                fix="return the same keys from every branch of __getitem__, with an empty tensor where"
                " there is nothing, or write a collate_fn",
                page=COLLATE,
                when=_in_collate,
            ),
        ),
    ),
)
