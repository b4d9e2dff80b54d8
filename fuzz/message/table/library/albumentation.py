"""Messages of albumentations about boxes and masks beside an image."""

from fuzz.message.words import option

BOXES = "https://albumentations.ai/docs/3-basic-usage/bounding-boxes-augmentations/"
MASKS = "https://albumentations.ai/docs/3-basic-usage/semantic-segmentation/"

READINGS = (
    option(
        "albumentation.by_name",
        "You have to pass data to augmentations as named arguments",
        cause="a transform of albumentations is called as one of torchvision, with the image alone: it"
        " takes"
        " its data by name, and returns a dictionary",
        fix="image = transform(image=np.asarray(image))['image']; with ImageFolder wrap it:"
        " transform=lambda image: aug(image=np.asarray(image))['image']",
        page=MASKS,
    ),
    option(
        "albumentation.box_range",
        "Expected {name:name} for bbox {box:text} to be in the range [0.0, 1.0], got {got:name}",
        cause="the box {box} lies partly outside of its image ({name} is {got} of the image's side), or"
        " is given in another format than BboxParams says",
        fix="clip boxes before: np.clip(boxes[:, [0, 2]], 0, width), or BboxParams(..., clip=True) in"
        " newer"
        " releases; format='pascal_voc' is [x1, y1, x2, y2] in pixels, 'coco' [x, y, w, h] in pixels,"
        " 'yolo' [x, y, w, h] from 0 to 1",
        page=BOXES,
    ),
    option(
        "albumentation.box_order",
        "x_max is less than or equal to x_min for bbox {box:text}",
        "y_max is less than or equal to y_min for bbox {box:text}",
        cause="the box {box} has no width or no height: it is empty, or given in another format than"
        " BboxParams says",
        fix="leave out empty boxes with their labels in the Dataset; format='pascal_voc' is [x1, y1, x2,"
        " y2], 'coco' [x, y, w, h] in pixels",
        page=BOXES,
    ),
    option(
        "albumentation.sizes",
        "Height and Width of image, mask or masks should be equal",
        cause="an image and its mask have different heights or widths: they are of different files, or"
        " only one was resized, or one is [C, H, W]",
        fix="print(image.shape, mask.shape): pair the files by their names, sort both lists, and pass"
        " arrays"
        " [H, W, C] and [H, W] of one size; cv2.resize(mask, (w, h), interpolation=cv2.INTER_NEAREST)",
        page=MASKS,
    ),
)
