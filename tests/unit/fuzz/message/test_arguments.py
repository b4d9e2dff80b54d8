"""Messages about arguments: the answer, and a number or word of the message that stands in it."""

import pytest

from fuzz.message import explain


def raised_in(file: str, message: str) -> str:
    """A message behind the frame of the file that raised it."""
    frame = f'  File "/lib/python3.11/site-packages/{file}", line 1, in inside'
    return f"Traceback (most recent call last):\n{frame}\n{message}"


READ = [
    ("ValueError: kernel_size must be greater than 0, but got 0", "pooling.kernel", "=0"),
    (
        "ValueError: max_unpooling: output_size must contain non-negative spatial dimensions, but got"
        " output_size[1]=-4",
        "pooling.unpool_negative",
        "-4 at position 1",
    ),
    (
        "UserWarning: dropout2d: Received a 2-D input to dropout2d, which is deprecated and will result"
        " in an error in a future release.",
        "dropout.two_dimensions",
        "nn.Dropout(p)",
    ),
    (
        "UserWarning: Implicit dimension choice for log_softmax has been deprecated. Change the call to"
        " include dim=X as an argument.",
        "implicit_dim",
        "F.log_softmax(output, dim=1)",
    ),
    (
        "ValueError: GRUCell: Expected hidden to be 1D or 2D, got 3D instead",
        "recurrent.cell_rank",
        "nn.GRU ",
    ),
    (
        "ValueError: LSTMCell: Expected hx[0] to be 1D or 2D, got 3D instead",
        "recurrent.cell_rank",
        "3 dimensions",
    ),
    (
        "ValueError: Fan in and fan out can not be computed for tensor with fewer than 2 dimensions",
        "init.fan",
        "nn.Conv2d",
    ),
    ("ValueError: Unsupported nonlinearity gelu", "init.nonlinearity", "activation gelu"),
    (
        "ValueError: Invalid reduction mode: avg. Expected one of 'none', 'mean', 'sum'.",
        "reduction",
        "avg",
    ),
    ("TypeError: delta must be a float or int, got: <class 'str'>", "delta", "HuberLoss"),
    (
        "TypeError: ModuleList.extend should be called with an iterable, but got ReLU",
        "container.extend",
        "one ReLU",
    ),
    ("AttributeError: `weight` is not an nn.Module", "module.no_module", "led to weight"),
    ("AttributeError: `running_mean` is not an nn.Parameter", "module.no_parameter", "running_mean"),
    ("TypeError: module name should be a string. Got int", "module.name_type", "type int"),
    (
        raised_in(
            "torch/nn/modules/module.py",
            "TypeError: Head.__init__() got an unexpected keyword argument 'num_classes'",
        ),
        "module.keyword_passed_on",
        "kwargs.pop('num_classes')",
    ),
    ("ValueError: Tensor lr must be 1-element", "optimizer.one_element", "one lr"),
    (
        "RuntimeError: `fused` and `foreach` cannot be `True` together.",
        "optimizer.fused_foreach",
        "foreach",
    ),
    ("ValueError: Invalid eta values: 1.2, 0.5", "optimizer.etas", "1.2 and 0.5"),
    (
        "ValueError: Sequential Schedulers expects number of schedulers provided to be one more than the"
        " number of milestone points, but got number of schedulers 2 and the number of milestones to be"
        " equal to 2",
        "scheduler.milestones",
        "2 schedulers and 2 milestones",
    ),
    (
        "ValueError: Expected float or int eta_min, but got 1e-6 of type <class 'str'>",
        "scheduler.lowest_rate",
        "1.0e-6",
    ),
    ("ValueError: mode accuracy is unknown!", "scheduler.plateau_mode", "accuracy"),
    (
        "ValueError: batch_size attribute should not be set after DataLoader is initialized",
        "loader.set_later",
        "batch_size=...",
    ),
    ("ValueError: Invalid rank 2, rank should be in the interval [0, 1]", "sampler.rank", "from 0 to 1"),
    (
        "ValueError: drop_last should be a boolean value, but got drop_last=None",
        "sampler.boolean",
        "drop_last of the sampler",
    ),
    ("ValueError: No weights available for model resnet10", "zoo.no_weights", "resnet10"),
    ("ValueError: hue_factor (30) is not in [-0.5, 0.5].", "colour.hue", "is 30"),
    (
        "ValueError: contrast_factor (-1) is not non-negative.",
        "colour.negative_factor",
        "adjust_contrast",
    ),
    (
        "ValueError: The number of elements in 'fill' does not match the number of channels of the image"
        " (3 != 4)",
        "filling.channels",
        "3 values, but the image has 4",
    ),
    (
        "ValueError: Padding must be an int or a 1, 2, or 4 element tuple, not a 3 element tuple",
        "padding_of_images.length",
        "given as 3",
    ),
    ("ValueError: translation values should be between 0 and 1", "geometry.translation", "pixels"),
    ("ValueError: kernel_size should have odd and positive integers. Got [4, 4]", "blur.kernel", "odd"),
    (
        "ValueError: Expected a batched input with 4 dims, but got 3 dimensions instead.",
        "mixing.batch",
        "got 3 dimensions",
    ),
    (
        "AttributeError: expected 'f' to be string, path, or a file-like object with a 'write'"
        " attribute",
        "load.not_writable",
        "torch.save(model.state_dict(), 'model.pt')",
    ),
    (
        "UserWarning: None of the inputs have requires_grad=True. Gradients will be None",
        "recomputation.no_gradient",
        "use_reentrant=False",
    ),
    ("TypeError: iteration over a 0-d tensor", "autograd.zero_dimensions", "item()"),
    (
        "ValueError: Expected `device_type` of type `str`, got: `<class 'torch.device'>`",
        "amp.device_type",
        "device.type",
    ),
    (
        "RuntimeError: Error(s) in loading state_dict for Net:\n\tWhile copying the parameter named"
        ' "fc.weight", whose dimensions in the model are torch.Size([10, 512]) and whose dimensions in'
        " the checkpoint are torch.Size([10, 512]), an exception occurred : ('Cannot copy out of meta"
        " tensor; no data!',).",
        "load.copying_failed",
        "[10, 512]",
    ),
]

SILENT = [
    "AttributeError: 'Head' object has no attribute 'neck'",  # whose __getattr__ it was isn't told
    raised_in("mylib/head.py", "TypeError: Head.__init__() got an unexpected keyword argument 'depth'"),
    raised_in("mylib/stopping.py", "ValueError: mode accuracy is unknown!"),
    raised_in("mylib/config.py", "ValueError: fast is not valid"),
    raised_in("mylib/data.py", "ValueError: Input dimension should be at least 3"),
    raised_in("albumentations/core.py", "ValueError: Scale should be between 0 and 1"),
    raised_in("mylib/hooks.py", "ValueError: Unexpected keyword arguments: flag"),
    "TypeError: column name should be a string. Got int",
    "ValueError: The number of elements in 'fill' does not match the number of channels of the image"
    " (3 != 3)",
]


@pytest.mark.parametrize(("text", "name", "telling"), READ)
def test_a_message_about_an_argument_has_its_answer(text: str, name: str, telling: str) -> None:
    answer = explain(text).answer
    assert answer is not None
    assert name in (answer.name, answer.rule) or answer.name.endswith(name)
    assert telling in f"{answer.cause} {answer.fix}"


@pytest.mark.parametrize("text", SILENT)
def test_the_same_words_of_others_are_left_alone(text: str) -> None:
    assert explain(text).answer is None


def test_a_warning_beside_an_error_is_not_what_was_asked_about() -> None:
    warning = "UserWarning: None of the inputs have requires_grad=True. Gradients will be None"
    assert explain(warning).answer is not None
    assert explain(f"{warning}\nTraceback (most recent call last):\nKeyError: 'colour'").answer is None
