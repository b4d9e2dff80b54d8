"""What lies around the network: data sets, schedulers, files, traces, reports, and how it is typed."""

import pytest

from fuzz.message import explain

SAVING = '  File "/lib/site-packages/torch/serialization.py", line 9, in save\n'
SCHEDULER = '  File "/lib/torch/optim/lr_scheduler.py", line 9, in step\n'
NORMALIZE = '  File "/lib/torchvision/transforms/functional.py", line 208, in normalize\n'
SAMPLER = '  File "/lib/torch/utils/data/sampler.py", line 3, in __iter__\n'
NO_NUMBER = "TypeError: float() argument must be a string or a real number, not '{}'"
REPORT = "ValueError: Number of classes, {}, does not match size of target_names, {}. Try specifying"
TICKS = (
    "ValueError: The number of FixedLocator locations (3), usually from a call to set_ticks, does not"
)


@pytest.mark.parametrize(
    ("text", "name", "telling"),
    [
        ("'_IncompatibleKeys' object has no attribute 'eval'", "load.result_as_model", "leave out"),
        ("TypeError: '_IncompatibleKeys' object is not callable", "load.result_as_model", "leave out"),
        (
            "net = net.load_state_dict(s)\nAttributeError: 'NoneType' object has no attribute 'to'",
            "load.none_as_model",
            "leave out",
        ),
        (SAMPLER + "TypeError: 'type' object is not iterable", "loader.sampler_class", "make it"),
        (SCHEDULER + NO_NUMBER.format("NoneType"), "scheduler.metric_missing", "validation_loss"),
        (SCHEDULER + NO_NUMBER.format("dict"), "scheduler.metric_kind", "metrics['val_loss']"),
        (REPORT.format(6, 7), "report.absent", "range(7)"),
        (REPORT.format(1000, 7), "report.unnamed", "7 outputs"),
        (
            f"confusion_matrix(y, p)\n{TICKS} match the number of labels (4).",
            "report.absent",
            "range(4)",
        ),
        (
            "TracerWarning: Converting a tensor to a Python index might cause the trace to be"
            " incorrect.",
            "traced.value",
            "second image",
        ),
        ("ModuleNotFoundError: No module named 'onnx_ir'", "traced.no_package", "pip install"),
        ("'CIFAR100' object has no attribute 'train_data'", "held.renamed", "it has data"),
        ("'RMSprop' object has no attribute 'lr'", "held.rate", "param_groups[0]['lr']"),
        ("No such file or directory: 'weights/resnet50.pth'", "written.no_weights", "os.getcwd()"),
        ("[Errno 2] No such file or directory: 'train/a.PNG'", "written.no_image", "os.path.join"),
        (
            SAVING + "AttributeError: Can't pickle local object 'f.<locals>.g'",
            "written.unpicklable",
            "state",
        ),
        (
            NORMALIZE
            + "RuntimeError: expected device cpu and dtype Double but got device cpu and dtype Float",
            "transform.double",
            "astype",
        ),
        ("KeyError: 'optimizer_state_dict'", "load.no_training_state", "optimizer_state_dict"),
        (
            "Index 12 is out of bounds for dimension 1 with size 12 (cutmix)",
            "shaping.scattered",
            "classes",
        ),
        (
            "runtimeerror: given groups=1, weight of size [64, 3, 7, 7], expected input[2, 1, 32, 32]"
            " to have"
            " 3 channels, but got 1 channels instead",
            "channels",
            "1",
        ),
    ],
)
def test_it_is_read_in_the_words_that_are_pasted(text: str, name: str, telling: str) -> None:
    answer = explain(text).answer
    assert answer is not None
    assert answer.name == name
    assert telling in f"{answer.cause} {answer.fix}"


@pytest.mark.parametrize(
    "text",
    [
        "TypeError: 'type' object is not iterable",
        NO_NUMBER.format("NoneType"),
        f"{TICKS} match the number of labels (4).",
        "ModuleNotFoundError: No module named 'requests'",
        "AttributeError: 'Adam' object has no attribute 'foo'",
        "TypeError: '<=' not supported between instances of 'float' and 'str'",
        "FileNotFoundError: [Errno 2] No such file or directory: 'settings.yaml'",
        "PermissionError: [Errno 13] Permission denied: '/etc/shadow'",
        "KeyError: 'optimizer'",
        "ZeroDivisionError: float division by zero",
    ],
)
def test_what_says_too_little_is_left_alone(text: str) -> None:
    assert explain(text).answer is None
