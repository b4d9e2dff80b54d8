"""What is told where an output and a target, or an input and a layer, are unlike in their dimensions."""

import pytest

from fuzz.message import explain


def fix_of(text: str) -> str:
    answer = explain(text).answer
    return "" if answer is None else answer.fix


def binary(target: str, output: str) -> str:
    return (
        f"ValueError: Target size (torch.Size([{target}])) must be the same as input size"
        f" (torch.Size([{output}]))"
    )


@pytest.mark.parametrize(
    ("target", "output", "told"),
    [
        ("16, 1", "16, 1, 7, 7", "nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(features, 1)"),
        ("16", "16, 1, 1, 1", "output.flatten(1), and use target.unsqueeze(1)"),
        ("32, 224, 224, 3", "32, 187", "batch of images, and no labels"),
        ("32, 3, 64, 64", "32", "batch of images, and no labels"),
        ("8", "8, 5", "nn.CrossEntropyLoss()(output, target.long())"),
        ("8, 1", "8, 2", "nn.CrossEntropyLoss()(output, target.squeeze(1).long())"),
        ("64, 10", "64", "pass the scores, [64, 10]"),
        ("176, 1", "16, 1", "target.view(16, 11)"),
        ("16, 1", "176, 1", "11 rows for each of the 16 targets"),
        ("8, 1, 64, 64", "8, 2, 64, 64", "give the network 1 output channel"),
    ],
)
def test_two_shapes_tell_what_came_apart(target: str, output: str, told: str) -> None:
    assert told in fix_of(binary(target, output))


@pytest.mark.parametrize(
    ("wanted", "target", "told"),
    [
        ("1, 14, 18, 62", "1, 18, 62", "output.squeeze(1)"),
        ("8, 10, 32, 32", "8, 1, 10, 32, 32", "target.squeeze(1)"),
        ("8, 10, 32, 32", "8, 4, 10, 32, 32", "target.argmax(1)"),
        ("2, 16, 64, 64", "2, 8, 32, 32", "mode='trilinear'"),
    ],
)
def test_class_indices_of_volumes_are_told_apart(wanted: str, target: str, told: str) -> None:
    assert told in fix_of(f"RuntimeError: Expected target size [{wanted}], got [{target}]")


ONE = "ValueError: Expected more than 1 value per channel when training, got input size [1, 512]"


@pytest.mark.parametrize(
    ("beside", "first"),
    [
        ("I extract features of one image", "call model.eval()"),
        ('  File "demo.py", line 3, in predict\n    y = model(x)', "call model.eval()"),
        ("for x, y in train_loader: predictions = model(x)", "use a batch"),
        ("", "use a batch"),
    ],
)
def test_a_network_in_use_is_told_to_leave_training(beside: str, first: str) -> None:
    assert fix_of(f"{beside}\n{ONE}").startswith(first)


IMAGE = "ValueError: expected 4D input (got 3D input)"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("y = self.conv1(x[0])", "convolution.first_of_batch"),
        ("out = model(sample[0])", "rank"),
        ("out = model(image)", "rank"),
    ],
)
def test_a_line_that_takes_one_image_is_shown(line: str, name: str) -> None:
    answer = explain(f'  File "net.py", line 3, in f\n    {line}\n{IMAGE}').answer
    assert answer is not None
    assert answer.name == name


def test_shapes_that_were_printed_tell_what_was_flattened() -> None:
    message = "RuntimeError: mat1 and mat2 shapes cannot be multiplied (4x2048 and 512x10)"
    assert "AdaptiveAvgPool2d" not in fix_of(message).partition(";")[0]
    printed = fix_of(f"after avgpool: torch.Size([4, 512, 2, 2])\n{message}")
    assert printed.startswith("pool the whole map")


def test_a_message_in_front_of_its_frames_has_them() -> None:
    frames = '  File "t.py", line 3, in f\n    out += identity'
    message = (
        "RuntimeError: The size of tensor a (64) must match the size of tensor b (128) at non-singleton"
        " dimension 1"
    )
    answer = explain(f"{message}\n{frames}").answer
    assert answer is not None
    assert answer.name == "broadcast.shortcut_channels"
