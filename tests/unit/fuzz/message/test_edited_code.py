"""The line of code in a paste tells which mistake a message is of."""

import pytest

from fuzz.message import explain

HEAD = "Traceback (most recent call last):\n"
OF_TORCH = '  File "/lib/site-packages/torch/nn/modules/{file}", line 9, in {function}\n    {source}\n'


def own(source: str, function: str = "forward") -> str:
    return f'  File "net.py", line 5, in {function}\n    {source}\n'


def name_of(text: str) -> str:
    answer = explain(text).answer
    assert answer is not None
    return answer.name


ASSIGNED = "TypeError: cannot assign 'torch.FloatTensor' as parameter '{}' (torch.nn.Parameter or None"
" expected)"


@pytest.mark.parametrize(
    ("source", "function", "name"),
    [
        ("self.gate = self.gate.clamp(0, 1)", "forward", "module.parameter_overwritten"),
        ("self.gate = torch.ones(3)", "__init__", "module.tensor_as_parameter"),
        ("model.gate = model.gate.sum(1)", "main", "module.tensor_as_parameter"),
        ("meta_model.update_params(lr, grads)", "main", "module.updated_weights"),
    ],
)
def test_a_tensor_in_place_of_a_parameter(source: str, function: str, name: str) -> None:
    assert name_of(f"{HEAD}{own(source, function)}{ASSIGNED.format('gate')}") == name


AMBIGUOUS = "RuntimeError: Boolean value of Tensor with more than one value is ambiguous"


@pytest.mark.parametrize(
    ("file", "source", "name"),
    [
        ("conv.py", "if bias:", "construction.tensor_as_option"),
        ("linear.py", "if bias:", "construction.tensor_as_option"),
        ("batchnorm.py", "if self.affine:", "construction.tensor_as_option"),
    ],
)
def test_a_tensor_in_place_of_an_option(file: str, source: str, name: str) -> None:
    frame = OF_TORCH.format(file=file, function="__init__", source=source)
    assert name_of(f"{HEAD}{own('nn.Conv2d(3, 8, 3, bias=old.bias)')}{frame}{AMBIGUOUS}") == name


@pytest.mark.parametrize(
    ("a", "b", "said", "name"),
    [
        (196, 256, "", "broadcast.grids"),
        (197, 577, "", "broadcast.grids"),
        (64, 49, "", "broadcast.grids"),
        (64, 256, "x = x + self.pos_embed", "broadcast.grids"),
        (56, 96, "", "broadcast.sizes"),
    ],
)
def test_places_of_maps_of_two_sizes(a: int, b: int, said: str, name: str) -> None:
    message = f"RuntimeError: The size of tensor a ({a}) must match the size of tensor b ({b})"
    assert name_of(f"{said}\n{message} at non-singleton dimension 2") == name


@pytest.mark.parametrize(
    ("given", "wanted", "words"),
    [
        (131072, 21504, "128 x 1024 in place of 21 x 1024"),
        (50176, 20480, "49 x 1024 in place of 20 x 1024"),
        (524288, 25088, "512 x 32 x 32"),
    ],
)
def test_maps_that_are_no_squares(given: int, wanted: int, words: str) -> None:
    answer = explain(
        f"RuntimeError: mat1 and mat2 shapes cannot be multiplied (1x{given} and {wanted}x512)"
    ).answer
    assert answer is not None
    assert words in answer.cause


def test_code_that_pools_is_not_told_to_pool() -> None:
    product = "RuntimeError: mat1 and mat2 shapes cannot be multiplied (8x1024 and 256x10)"
    answer = explain(f"backbone = Sequential(*layers, nn.AdaptiveAvgPool2d((1, 1)))\n{product}").answer
    assert answer is not None
    assert "nn.Linear(1024, 10)" in answer.fix


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("x = sample['input'].to(device)", "shaping.named"),
        ("loss = model(x)['loss']", "shaping.named"),
        ("x = images[:, 0, :, :, :]", "shaping.indices"),
    ],
)
def test_a_tensor_that_is_taken_for_a_dictionary(source: str, name: str) -> None:
    message = "IndexError: too many indices for tensor of dimension 4"
    assert name_of(f"{HEAD}{own(source, 'main')}{message}") == name


def test_a_sentence_in_quotes_is_read() -> None:
    message = (
        "> Expected 5-dimensional input for 5-dimensional weight 64 3 7 7, but got 4-dimensional input"
        " of"
        " size [300, 3, 128, 64] instead"
    )
    assert name_of(f"I get this error:\n\n{message}\n\nHow?") == "convolution.no_frames"


def test_one_hot_targets_on_a_gpu() -> None:
    message = "RuntimeError: CUDA error: device-side assert triggered"
    assert name_of(f"{HEAD}{own('F.one_hot(mask, 2).float()', 'main')}{message}") == "loss.one_hot_range"
