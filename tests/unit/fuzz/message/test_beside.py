"""What stands in or beside a message decides between the causes that its wording may have."""

import pytest

from fuzz.message import explain

WEIGHT = (
    "RuntimeError: weight tensor should be defined either for all {} classes or no classes but got"
    " weight tensor of shape: [{}]"
)
COUNTED = "weights = compute_class_weight('balanced', classes=np.unique(labels), y=labels)\n"
BATCH = "ValueError: Expected input batch_size (4) to match target batch_size ({})."
TYPE = "RuntimeError: Expected floating point type for target with class probabilities, got Long"
APART = (
    "RuntimeError: The size of tensor a (24) must match the size of tensor b (23) at non-singleton"
    " dimension 2"
)
ONE = "ValueError: Expected more than 1 value per channel when training, got input size torch.Size({})"
IMAGE = "PIL.UnidentifiedImageError: cannot identify image file '{}'"
SIZE = "RuntimeError: adaptive_avg_pool2d: output_size must be 2"
FUSED = (
    "NotImplementedError: Cannot fuse modules: (<class '{}'>, <class 'torch.nn.modules.batchnorm.X'>)"
)
WATCHED = (
    "ReduceLROnPlateau conditioned on metric val_loss which is not available. Available metrics are: {}."
    " Condition can be set using `monitor` key in lr scheduler dict"
)
NO_CONFIGURATION = "AttributeError: 'DefaultCfg' object has no attribute 'get'"
ENCODER = "AttributeError: 'ResNetEncoder' object has no attribute '{}'"
DETECTING = (
    "Traceback (most recent call last):\n"
    '  File "/lib/site-packages/torchvision/models/detection/rpn.py", line 330, in forward\n'
    "    features = list(features.values())\n"
    "AttributeError: '{}' object has no attribute 'values'"
)
READING_ITSELF = (
    "model = torch.load('model.pth')\nTraceback (most recent call last):\n"
    '  File "/lib/python3.8/site-packages/{}/model.py", line 9, in forward\n'
    "    x = self._swish(x)\n"
    "AttributeError: 'EfficientNet' object has no attribute '_swish'"
)
MOVED = (
    "Traceback (most recent call last):\n"
    '  File "train.py", line 9, in <module>\n'
    "    {}\n"
    "RuntimeError: CUDA error: device-side assert triggered"
)
STEM = (
    "RuntimeError: Error(s) in loading state_dict for ResNet:\n"
    "\tsize mismatch for bn1.weight: copying a param with shape torch.Size([{0}]) from checkpoint, the"
    " shape in current model is torch.Size([{1}]).\n"
    "\tsize mismatch for layer1.0.conv1.weight: copying a param with shape torch.Size([64, {0}, 1, 1])"
    " from checkpoint, the shape in current model is torch.Size([64, {1}, 1, 1]).\n"
    "\tsize mismatch for layer1.0.downsample.0.weight: copying a param with shape"
    " torch.Size([256, {0}, 1, 1]) from checkpoint, the shape in current model is"
    " torch.Size([256, {1}, 1, 1])."
)
SYNC = "ValueError: expected at least 3D input (got 2D input)"
GATHERED = "AssertionError: Gather function not implemented for CPU tensors"


@pytest.mark.parametrize(
    ("text", "name", "telling"),
    [
        (WEIGHT.format(1000, 2), "weight", "still has 1000 outputs"),
        (COUNTED + WEIGHT.format(1000, 2), "weight", "still has 1000 outputs"),
        (COUNTED + WEIGHT.format(4, 3), "weight", "only 3 of the 4 classes occur"),
        (COUNTED + WEIGHT.format(2, 3), "weight", "reach over 3 classes"),
        ("I have 6 classes.\n" + WEIGHT.format(5, 6), "weight", "the data has 6 classes"),
        ("I have 5 classes.\n" + WEIGHT.format(5, 6), "weight", "6 weights were given"),
        ("resnet18(num_classes=5)\n" + WEIGHT.format(5, 6), "weight", "If that is 6"),
        (WEIGHT.format(3, "2, 2"), "weight", "not a shape of [2, 2]"),
        (BATCH.format(4 * 360 * 480), "batch", "network of segmentation"),
        ("The targets are masks of cells. " + BATCH.format(40_000), "batch", "network of segmentation"),
        (BATCH.format(40_000), "batch", "one-hot"),
        (BATCH.format(4000), "batch", "one-hot"),
        (TYPE, "crossentropyloss.probability_type", "shape): where both are [N, C],"),
        (
            "preds = model(x).argmax(1)\nloss = criterion(preds, y)\n" + TYPE,
            "crossentropyloss.probability_type",
            "shape): where both are [N],",
        ),
        ("I use XResNet, not ResNet:\n" + APART, "broadcast.odd_size", "fix: give the pooling"),
        ("the decoder of a U-Net\n" + APART, "broadcast.odd_size", "multiplied by 2 again"),
        (APART, "broadcast.odd_size", "in a residual block"),
        ("drop_last=True is set\n" + ONE.format([1, 512]), "one_value", "splits each batch"),
        ("drop_last=False\n" + ONE.format([1, 512, 1, 1]), "one_value", "drop_last=True in the Data"),
        (IMAGE.format("data/cat/._1.jpg"), "picture.companion_file", "._1.jpg is no image"),
        (IMAGE.format("./data/cat/1.jpg"), "picture.not_an_image", ""),
        ("crop(size=[32, 48, 3])\n" + SIZE, "pooling.size_with_channels", "channels out: (32, 48)"),
        ("AdaptiveAvgPool2d((512, 1, 1))\n" + SIZE, "pooling.size_with_channels", "out: (1, 1)"),
        ("AdaptiveAvgPool2d((1, 1, 1))\n" + SIZE, "pooling.output_size", ""),
        ("AdaptiveAvgPool2d((512, 1, 7))\n" + SIZE, "pooling.output_size", ""),
        (
            FUSED.format("brevitas.nn.QuantConv2d"),
            "quantised.foreign",
            "QuantConv2d of brevitas is none",
        ),
        (FUSED.format("__main__.Own"), "quantised.foreign", "and Own is none"),
        (FUSED.format("torch.nn.modules.activation.ReLU"), "quantised.unfused", ""),
        (WATCHED.format(["lr-SGD", "train_loss"]), "scheduler.monitor", "behind a validation"),
        (WATCHED.format(["validation_loss"]), "scheduler.monitor", "name one of these"),
        (WATCHED.format([]), "scheduler.monitor", "nothing was logged"),
        (NO_CONFIGURATION, "timm.configuration_object", "newer than the code"),
        (ENCODER.format("output_stride"), "load.object_of_library", "segmentation_models_pytorch"),
        (READING_ITSELF.format("timm"), "load.object_of_library", "another release of timm"),
        (DETECTING.format("InceptionOutputs"), "attribute.backbone_outputs", "Mixed_7c"),
        (DETECTING.format("tuple"), "attribute.backbone_outputs", "OrderedDict"),
        (MOVED.format("net = net.to('cuda:0')"), "index_range", "cannot fail so itself"),
        (STEM.format(64, 128), "load.size", "without the deep stem"),
        (STEM.format(128, 64), "load.size", "with the deep stem"),
        (STEM.format(64, 96), "load.size", "options that the checkpoint was saved with"),
        (SYNC, "normalisation.sync_vector", "torch 1.4"),
        (GATHERED, "parallel.cpu_outputs", "register_buffer"),
    ],
)
def test_what_is_beside_a_message_decides(text: str, name: str, telling: str) -> None:
    answer = explain(text).answer
    assert answer is not None
    assert answer.name == name
    assert telling in f"{answer.cause} fix: {answer.fix}"


@pytest.mark.parametrize(
    "text",
    [
        ENCODER.format("layer5"),  # what a program reads itself
        READING_ITSELF.format("own").replace("torch.load('model.pth')", "Own()"),
        SYNC.replace("2D", "1D"),
    ],
)
def test_nothing_is_told_of_what_it_does_not_show(text: str) -> None:
    answer = explain(text).answer
    assert answer is None or not answer.name.startswith(("load.", "normalisation."))


CHANGED = "model.eval()\na = model(x)\nmodel.train()\nb = model(x)\nmodel.eval()\nc = model(x)\n"


def test_a_forward_pass_in_training_mode_changes_the_network() -> None:
    asked = "Why do a and c differ?\n"
    answer = explain(CHANGED + asked).answer
    assert answer is not None
    assert answer.name == "symptom.statistics_moved"
    trained = explain(CHANGED.replace("b = model(x)", "model(x).sum().backward()") + asked).answer
    assert trained is None or trained.name != answer.name
