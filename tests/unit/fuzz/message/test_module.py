"""Attributes, modules, builders, optimizers and parallel training, read from their messages."""

import pytest

from fuzz.message import explain

FRAME = (
    '  File "/lib/site-packages/torch/optim/sgd.py", line 9, in step\n    buf.mul_(momentum).add_(d_p)\n'
)
SIZES = (
    "RuntimeError: The size of tensor a (1000) must match the size of tensor b (10) at non-singleton"
    " dimension 0"
)
CASES = (
    ("'DataParallel' object has no attribute 'fc'", "attribute.in_wrapper", "model.module.fc"),
    ("'ResNet' object has no attribute 'module'", "attribute.not_wrapped", "ResNet"),
    ("'ResNet' object has no attribute 'classifier'", "attribute.other_head", "model.fc"),
    ("'DenseNet' object has no attribute 'fc'", "attribute.other_head", "model.classifier"),
    ("'VGG' object has no attribute 'fc'", "attribute.other_head", "model.classifier[-1]"),
    ("'ResNet' object has no attribute 'features'", "attribute.no_features", "children"),
    ("'Sequential' object has no attribute 'in_features'", "attribute.sequential_as_layer", "next("),
    ("'Sequential' object has no attribute 'out_features'", "attribute.sequential_as_layer", "[-1]"),
    (
        "model.classifier = nn.Linear(model.classifier.in_features, 5)\n"
        "AttributeError: 'Sequential' object has no attribute 'in_features'",
        "attribute.replaced_twice",
        "model.classifier.modules()",
    ),
    (
        '  File "train.py", line 8, in <module>\n    net.fc = nn.Sequential(nn.Linear('
        "net.fc.in_features, 256), nn.ReLU())\n"
        "AttributeError: 'Sequential' object has no attribute 'in_features'",
        "attribute.replaced_twice",
        "twice",
    ),
    (
        '  File "train.py", line 8, in <module>\n    width = model.fc.in_features\n'
        "AttributeError: 'EncoderCNN' object has no attribute 'fc'",
        "attribute.other_class",
        "named_children",
    ),
    (
        '  File "train.py", line 8, in <module>\n    model.fc = nn.Linear(model.fc.in_features, 2)\n'
        "AttributeError: 'ResNet' object has no attribute 'fc'",
        "attribute.other_class",
        "named_children",
    ),
    ("AttributeError: 'ResNet' object has no attribute 'num_classes'", "attribute.no_width", "fc.out"),
    (
        '  File "/hub/a_master/hubconf.py", line 23, in _resnext\n'
        "    model = ResNet(block, layers, **kwargs)\n"
        "TypeError: __init__() got an unexpected keyword argument 'width_per_group'",
        "zoo.torchvision_too_old",
        "0.3",
    ),
    (
        "ValueError: optimizing a parameter that doesn't require gradients",
        "optimizer.frozen_parameter",
        "filter",
    ),
    (
        "KeyError: 'initial_lr' is not specified in param_groups[1] when resuming an optimizer",
        "scheduler.resumed",
        "initial_lr",
    ),
    ("'tuple' object has no attribute 'log_softmax'", "one_tensor", "tuple"),
    ("'NoneType' object has no attribute 'size'", "attribute.nothing_returned", "return"),
    ("AttributeError: 'ResNet' object has no attribute 'fc'", "resnet.attribute_deleted", ""),
    (
        "The parameter 'num_classes' expected value 1000 but got 10 instead.",
        "zoo.classes_with_weights",
        "in_features, 10)",
    ),
    (
        "TypeError: resnet50() got an unexpected keyword argument 'weights'",
        "zoo.weights_too_new",
        "0.13",
    ),
    (
        "TypeError: ResNet.__init__() got an unexpected keyword argument 'num_class'",
        "zoo.no_such_option",
        "num_classes",
    ),
    ("TypeError: list is not a Module subclass", "module.list_in_sequential", "*layers"),
    (
        "TypeError: torch.nn.modules.activation.ReLU is not a Module subclass",
        "module.class_in_sequential",
        "nn.ReLU()",
    ),
    (
        "ValueError: some parameters appear in more than one parameter group",
        "optimizer.two_groups",
        "fc",
    ),
    (
        "TypeError: optimizer can only optimize Tensors, but one of the params is str",
        "optimizer.names",
        "model.parameters()",
    ),
    (
        "TypeError: optimizer can only optimize Tensors, but one of the params is Module.parameters",
        "optimizer.generators",
        "generators",
    ),
    (
        "TypeError: optimizer can only optimize Variables, but one of the params is Linear",
        "optimizer.modules",
        "Linear",
    ),
    (
        f"Traceback (most recent call last):\n{FRAME}{SIZES}",
        "optimizer.state_of_another",
        "1000 against 10",
    ),
    (
        "ValueError: Tried to step 101 times. The specified number of total steps is 100",
        "scheduler.too_many_steps",
        "100 steps",
    ),
    (
        "RuntimeError: module must have its parameters and buffers on device cuda:0 (device_ids[0]) but"
        " found one of them on device: cpu",
        "parallel.first_device",
        "cuda:0",
    ),
    ("AssertionError: No inf checks were recorded for this optimizer.", "amp.no_gradients", "backward"),
)


@pytest.mark.parametrize(("message", "name", "telling"), CASES)
def test_a_message_has_its_answer(message: str, name: str, telling: str) -> None:
    answer = explain(message).answer
    assert answer is not None
    assert answer.name == name or not telling
    assert telling in f"{answer.cause} {answer.fix}"


@pytest.mark.parametrize(
    "message",
    [
        SIZES,
        "AttributeError: 'tuple' object has no attribute 'append'",
        "AttributeError: 'NoneType' object has no attribute 'split'",
        "AttributeError: 'ResNet' object has no attribute 'relu_custom'",
        "TypeError: 'int' object is not iterable",
        "TypeError: 'NoneType' object is not subscriptable",
        "TypeError: __init__() got an unexpected keyword argument 'weights'",
    ],
)
def test_what_it_does_not_say_is_not_answered_so(message: str) -> None:
    answer = explain(message).answer
    assert answer is None or not answer.name.startswith(("optimizer.", "attribute.", "zoo.", "load."))


HEAD = "AttributeError: 'ResNet' object has no attribute"
MODULE_FRAME = (
    '  File "/lib/site-packages/torch/nn/modules/module.py", line 9, in __getattr__\n'
    "    raise AttributeError(\n"
)


@pytest.mark.parametrize("function", ["<module>", "__init__", "forward"])
@pytest.mark.parametrize("owner", ["model", "self.model", "self.net.backbone"])
@pytest.mark.parametrize(
    ("source", "name", "answer"),
    [
        ("{}.classifier[6] = nn.Linear(4096, 5)", "classifier", "attribute.other_head"),
        ("maps = {}.features(images)", "features", "attribute.no_features"),
        ("{0}.fc = nn.Linear({0}.fc.in_features, 2)", "fc", "attribute.other_class"),
    ],
)
def test_whoever_has_the_network_in_it_reads_it_from_outside(
    function: str, owner: str, source: str, name: str, answer: str
) -> None:
    frame = f'  File "train.py", line 8, in {function}\n    {source.format(owner)}\n'
    found = explain(f"{frame}{MODULE_FRAME}{HEAD} '{name}'").answer
    assert found is not None
    assert found.name == answer


@pytest.mark.parametrize("name", ["fc", "layer4"])
def test_a_network_reads_its_own_part_from_inside(name: str) -> None:
    frame = f'  File "resnet.py", line 8, in _forward_impl\n    x = self.{name}(x)\n'
    found = explain(f"{frame}{MODULE_FRAME}{HEAD} '{name}'").answer
    assert found is not None
    assert found.rule == "resnet.child"
