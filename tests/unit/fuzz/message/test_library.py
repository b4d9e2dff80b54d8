"""Messages of the libraries around torch: text recognition, timm, segmentation, Grad-CAM."""

import pytest

from fuzz.message import explain

MAKING = '  File "train.py", line 9, in <module>\n    model = msresnet34(num_classes=10, T=6)\n'
CALLING = '  File "app.py", line 9, in <module>\n    client = Client(proxies=None)\n'

CAM = '  File "/lib/site-packages/pytorch_grad_cam/base_cam.py", line 25, in __init__\n'
TIMM = '  File "/lib/site-packages/timm/models/helpers.py", line 9, in build_model_with_cfg\n'
SMP = (
    '  File "/lib/site-packages/segmentation_models_pytorch/encoders/__init__.py", line 9, in'
    " get_encoder\n"
)
ENCODE = '  File "utils.py", line 40, in encode\n    text = [self.dict[char] for char in text]\n'
LENGTH = "texts with length: {} does not match declared length: {}"

READ = [
    ("AssertionError: the height of conv must be 1", "recognition.height", "32"),
    ("AssertionError: " + LENGTH.format(1664, 6656), "recognition.gathered", "4 times"),
    ("AssertionError: " + LENGTH.format(26, 25), "recognition.declared_length", "26 predictions"),
    (ENCODE + "KeyError: 'ß'", "recognition.alphabet", "'ß'"),
    (
        "AssertionError: Return layers ({'': 'forward'}) are not present in model",
        "timm.no_such_feature",
        "out_indices",
    ),
    (
        "Return layers ({'blocks.2': '1'}) are not present in model",
        "timm.return_layers",
        "blocks.2",
    ),
    (
        "TypeError: __init__() got an unexpected keyword argument 'default_cfg'",
        "timm.other_release",
        "default_cfg",
    ),
    (
        TIMM + "TypeError: Network.__init__() got an unexpected keyword argument 'cache_dir'",
        "timm.other_release",
        "timm==0.4.12",
    ),
    (
        "TypeError: build_model_with_cfg() missing 1 required positional argument: 'default_cfg'",
        "timm.other_release",
        "another one",
    ),
    (
        "ImportError: cannot import name 'overlay_external_default_cfg' from 'timm.models.helpers'"
        " (/lib/timm/models/helpers.py)",
        "timm.moved",
        "overlay_external_default_cfg",
    ),
    ("ModuleNotFoundError: No module named 'timm.layers'", "timm.moved", "timm"),
    ("RuntimeError: Unknown model (resnet51)", "timm.unknown_model", "resnet51"),
    ("RuntimeError: Invalid pretrained tag (in1k) for resnet50.", "timm.unknown_tag", "in1k"),
    (SMP + "KeyError: 'resnext50_32x4d'", "encoder.unknown_to_release", "tu-resnext50_32x4d"),
    ("KeyError: 'se_resnext50_32x4d'", "encoder.unknown", "se_resnext50_32x4d"),
    (
        "KeyError: \"Wrong encoder name `resnet51`, supported encoders: ['resnet18']\"",
        "encoder.wrong_name",
        "resnet51",
    ),
    (
        "RuntimeError: Wrong input shape height=270, width=480. Expected image height and width"
        " divisible by 32. Consider pad your images to shape (288, 480).",
        "encoder.image_size",
        "270 x 480",
    ),
    (CAM + "TypeError: 'PatchEmbed' object is not iterable", "cam.one_layer", "PatchEmbed"),
    ("TypeError: 'Bottleneck' object is not iterable", "cam.one_layer", "target_layers=["),
    (
        "TypeError: GradCAM.__init__() got an unexpected keyword argument 'target_layer'",
        "cam.option",
        "target_layers",
    ),
    (
        CAM + "TypeError: __init__() got an unexpected keyword argument 'use_cuda'",
        "cam.option",
        "model.cuda()",
    ),
    (
        "TypeError: Trainer.__init__() got an unexpected keyword argument 'gpus'",
        "lightning.option",
        "devices=1",
    ),
    (
        "NotImplementedError: Support for `validation_epoch_end` has been removed in v2.0.0. `Net`",
        "lightning.epoch_end",
        "on_validation_epoch_end",
    ),
    (
        "RuntimeError: Early stopping conditioned on metric `val_loss` which is not available.",
        "lightning.monitor",
        "self.log('val_loss', value)",
    ),
    (
        MAKING + "TypeError: __init__() got an unexpected keyword argument 'T'",
        "construction.unexpected",
        "leave T out",
    ),
    (
        "AttributeError: 'DenseNet' object has no attribute 'num_features'",
        "attribute.no_width",
        "model.classifier.in_features",
    ),
    ("KeyError: 'LSKNet is not in the backbone registry'", "openmmlab.not_registered", "as backbone"),
    (
        "KeyError: 'LSKNet is not in the mmseg::model registry. Please check whether it was registered'",
        "openmmlab.not_registered",
        "as model",
    ),
    (
        "ValueError: Expected x_max for bbox (0.5, 0.4, 1.003, 0.8, 1) to be in the range [0.0, 1.0],"
        " got 1.003.",
        "albumentation.box_range",
        "x_max is 1.003",
    ),
    (
        "ValueError: Height and Width of image, mask or masks should be equal.",
        "albumentation.sizes",
        "INTER_NEAREST",
    ),
]


@pytest.mark.parametrize(("message", "name", "telling"), READ)
def test_a_message_of_a_library_has_its_answer(message: str, name: str, telling: str) -> None:
    answer = explain(message).answer
    assert answer is not None
    assert answer.name == name
    assert telling in f"{answer.cause} {answer.fix}"


@pytest.mark.parametrize(
    "message",
    [
        "KeyError: 'a'",
        CALLING + "TypeError: Client.__init__() got an unexpected keyword argument 'proxies'",
        "KeyError: 'resnet.conv1.png'",
        "TypeError: 'Sequential' object is not iterable",
        "TypeError: 'Response' object is not iterable",
        "TypeError: __init__() got an unexpected keyword argument 'cache_dir'",
        "TypeError: __init__() got an unexpected keyword argument 'use_cuda'",
    ],
)
def test_what_may_be_of_any_program_is_left_alone(message: str) -> None:
    assert explain(message).answer is None


def test_what_clearing_up_raises_is_not_what_ended_the_program() -> None:
    text = (
        CAM + "TypeError: 'LayerNorm' object is not iterable\n"
        "Exception ignored in: <function BaseCAM.__del__ at 0x000002595B6CF550>\n"
        "Traceback (most recent call last):\n"
        '  File "/lib/site-packages/pytorch_grad_cam/base_cam.py", line 191, in __del__\n'
        "AttributeError: 'GradCAM' object has no attribute 'activations_and_grads'\n"
    )
    explanation = explain(text)
    assert explanation.raised.message == "'LayerNorm' object is not iterable"
    assert explanation.answer is not None
    assert explanation.answer.name == "cam.one_layer"
