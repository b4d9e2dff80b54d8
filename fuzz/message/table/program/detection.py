"""Messages of torchvision's detectors about the targets that they are trained with."""

from fuzz.message.reading import plain, reading
from fuzz.message.words import option

PAGE = "https://docs.pytorch.org/vision/stable/models/faster_rcnn.html"

ANCHORS = (
    "give it a tuple for each map, which an FPN on a ResNet has five of (layer1 to layer4 and a pooled"
    " one): AnchorGenerator(sizes=((32,), (64,), (128,), (256,), (512,)), aspect_ratios=((0.5, 1.0,"
    " 2.0),) * 5); for one map sizes=((32, 64, 128, 256, 512),), aspect_ratios=((0.5, 1.0, 2.0),)"
)
READINGS = (
    option(
        "detection.diverged",
        "Predicted boxes or scores contain Inf/NaN. Training has diverged",
        "Loss became infinite or NaN at iteration",
        cause="the training has diverged: the weights, and so the loss or the boxes, are inf or nan",
        fix="lower the learning rate (it belongs to a number of images in a batch: SOLVER.BASE_LR goes"
        " with SOLVER.IMS_PER_BATCH), warm it up longer or clip the gradients; look for empty or wrong"
        " boxes in the annotations; code for an older release of the library may need that release",
        page="https://detectron2.readthedocs.io/en/latest/tutorials/training.html",
        confidence="likely",
    ),
    option(
        "detection.empty_box",
        "All bounding boxes should have positive height and width. Found invalid box [{box}] for target"
        " at index {index:number}",
        cause="the box [{box}] of target {index} of the batch is empty: boxes are [x1, y1, x2, y2] with"
        " x2 > x1 and y2 > y1",
        fix="leave out such boxes in the Dataset, keep = (boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] >"
        " boxes[:, 1]), with their labels; boxes given as [x, y, w, h] have to be converted:"
        " torchvision.ops.box_convert(boxes, 'xywh', 'xyxy')",
        page=PAGE,
    ),
    option(
        "detection.anchors",
        "Anchors should be Tuple[Tuple[int]] because each feature map could potentially have different",
        "There needs to be a match between the number of feature maps passed and the number of sizes /"
        " aspect ratios specified",
        cause="the anchor generator has sizes or aspect ratios for another number of feature maps than"
        " the backbone gives",
        fix=ANCHORS,
        page=PAGE,
    ),
    reading(
        "assert len(grid_sizes) == len(strides) == len(cell_anchors)",
        anywhere=True,
        answers=(
            plain(
                "detection.anchors",
                cause="the anchor generator has sizes for another number of feature maps than the"
                " backbone gives",
                fix=ANCHORS,
                page=PAGE,
            ),
        ),
    ),
    option(
        "detection.box_shape",
        "Expected target boxes to be a tensor of shape [N, 4], got {got}",
        cause="the boxes of a target must have shape [N, 4], but they have {got}",
        fix="torch.as_tensor(boxes, dtype=torch.float32).reshape(-1, 4), which holds for an image"
        " without objects as well",
        page=PAGE,
    ),
)
