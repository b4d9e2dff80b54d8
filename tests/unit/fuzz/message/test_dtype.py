"""Messages about element types and devices: who has which."""

import pytest

from fuzz.message import explain
from fuzz.message.dtype import device_of, dtype_of

SAME = "Expected all tensors to be on the same device, but found at least two devices,"
CONV = """Traceback (most recent call last):
  File "/lib/torch/nn/modules/conv.py", line 549, in _conv_forward
    return F.conv2d(
RuntimeError: """
READ = [
    (
        "Input type (torch.FloatTensor) and weight type (torch.cuda.FloatTensor) should be the same",
        "device.input_on_cpu",
        "weights of the layer are on cuda",
    ),
    (
        "Input type (torch.cuda.FloatTensor) and weight type (torch.FloatTensor) should be the same",
        "device.weights_on_cpu",
        "weights are on cpu",
    ),
    (
        "Input type (MPSFloatType) and weight type (torch.FloatTensor) should be the same",
        "device.weights_on_cpu",
        "mps",
    ),
    (
        "Input type (torch.cuda.FloatTensor) and weight type (torch.cuda.HalfTensor) should be the same",
        "dtype",
        "float16 weights",
    ),
    (
        "Input type (torch.cuda.HalfTensor) and weight type (torch.cuda.FloatTensor) should be the same",
        "dtype",
        "float32 weights",
    ),
    ("mat1 and mat2 must have the same dtype, but got Double and Float", "dtype", "x.float()"),
    ("mat1 and mat2 must have the same dtype, but got Float and Half", "dtype", "float16 weights"),
    (f"{CONV}expected scalar type Half but found Float", "dtype", "its input is float16"),
    (f"{CONV}expected scalar type Float but found Half", "dtype", "its input is float32"),
    ("expected scalar type Float but found Double", "dtype.data", "float64 comes from the data"),
    (
        f"{SAME} cuda:0 and cpu! (when checking argument for argument mat1 in method wrapper_addmm)",
        "device.input_on_cpu",
        "input is on cpu",
    ),
    (
        f"{SAME} cpu and cuda:0! (when checking argument for argument mat1 in method wrapper_addmm)",
        "device.weights_on_cpu",
        "input of the layer is on cuda:0",
    ),
    (
        f"{SAME} cuda:0 and cpu! (when checking argument for argument target in method"
        " wrapper_CUDA_nll_loss_forward)",
        "device.target",
        "target of the loss is on cpu",
    ),
    (f"{SAME} cuda:1 and cuda:0!", "device.two_gpus", "cuda:1"),
    (f"{SAME} cuda:0 and cpu!", "device.two_devices", "cpu"),
    (
        "Expected object of backend CUDA but got backend CPU for argument #4 'mat1'",
        "device.input_on_cpu",
        "cuda",
    ),
    (
        "Expected object of device type cuda but got device type cpu for argument #1 'self' in call to"
        " _th_addmm",
        "device.weights_on_cpu",
        "weights are on cpu",
    ),
    (
        "Tensor for argument #2 'mat1' is on CPU, but expected it to be on GPU (while checking arguments"
        " for addmm)",
        "device.input_on_cpu",
        "weights of the layer are on cuda",
    ),
    ("expected device cuda:0 but got device cpu", "device.two_devices", "cuda:0"),
    (
        "Expected object of scalar type Long but got scalar type Float for argument #2 'target'",
        "index_type",
        "target.long()",
    ),
    ("\"slow_conv2d_cpu\" not implemented for 'Half'", "precision.half_on_cpu", "float32"),
    ("\"batch_norm\" not implemented for 'Long'", "dtype.integers", "int64"),
]
SILENT = (
    "expected scalar type Float but found Float",
    "Input type (torch.FloatTensor) and weight type (torch.FloatTensor) should be the same",
    "\"nll_loss_out_frame\" not implemented for 'Long'",
)


@pytest.mark.parametrize(("message", "name", "telling"), READ)
def test_a_message_is_read_in_its_direction(message: str, name: str, telling: str) -> None:
    answer = explain(message).answer
    assert answer is not None
    assert answer.name == name
    assert telling in f"{answer.cause} {answer.fix}"


@pytest.mark.parametrize("message", SILENT)
def test_types_that_agree_and_losses_are_left_alone(message: str) -> None:
    answer = explain(message).answer
    assert answer is None or not answer.name.startswith(("dtype", "device"))


@pytest.mark.parametrize(
    ("name", "dtype", "device"),
    [
        ("torch.cuda.HalfTensor", "float16", "cuda"),
        ("MPSFloatType", "float32", "mps"),
        ("CPUBFloat16Type", "bfloat16", "cpu"),
        ("c10::Half", "float16", ""),
    ],
)
def test_a_tensor_type_has_a_dtype_and_a_device(name: str, dtype: str, device: str) -> None:
    assert (dtype_of(name), device_of(name)) == (dtype, device)
