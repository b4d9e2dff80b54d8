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
    option(
        "detection.bytes",
        "Expected input images to be of floating type (in range [0, 1]), but found type {got:type}"
        " instead",
        cause="a detector takes images of floats in 0 to 1, and normalises them itself: these are"
        " {got}, as"
        " torchvision.io.read_image or a PILToTensor give them",
        fix="image.float() / 255, ToTensor(), or v2.ToDtype(torch.float32, scale=True)",
        page=PAGE,
    ),
    option(
        "detection.images",
        "images is expected to be a list of 3d tensors of shape [C, H, W], got {got}",
        cause="a detector takes a list of images [C, H, W], each of its own size, and one of them has"
        " {got}: a"
        " batch in a list, or a grey image without its channel",
        fix="model(list(images)) for a batch [N, C, H, W]; image.unsqueeze(0).expand(3, -1, -1) for"
        " [H, W]",
        page=PAGE,
    ),
    option(
        "detection.boxes_kind",
        "Expected target boxes to be of type Tensor",
        cause="the boxes of a target are to be a tensor, and are a list or an array",
        fix="{{'boxes': torch.as_tensor(boxes, dtype=torch.float32).reshape(-1, 4), 'labels':"
        " torch.as_tensor(labels, dtype=torch.int64)}}",
        page=PAGE,
    ),
    option(
        "detection.types",
        "target boxes must of float type, instead got {got:type}",
        "target labels must of int64 type, instead got {got:type}",
        "target keypoints must of float type, instead got {got:type}",
        cause="in a target boxes and keypoints are float32 and labels int64, and here one of them is"
        " {got}",
        fix="torch.as_tensor(boxes, dtype=torch.float32), torch.as_tensor(labels, dtype=torch.int64)",
        page=PAGE,
    ),
    option(
        "detection.no_key",
        "Every element of targets should have a {key:name} key",
        cause="a target is a dictionary for each image, and one has no '{key}'",
        fix="{{'boxes': [N, 4], 'labels': [N]}} for Faster R-CNN, and 'masks': [N, H, W] for Mask"
        " R-CNN, with"
        " tensors of N = 0 for an image without objects",
        page=PAGE,
    ),
)
