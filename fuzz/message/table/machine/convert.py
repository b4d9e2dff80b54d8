"""Messages about tensors that NumPy, matplotlib or scikit-learn can't read where they are."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.machine.device import device_in
from fuzz.message.words import option

NUMPY = "https://docs.pytorch.org/docs/stable/generated/torch.Tensor.numpy.html"


ITEM = "https://docs.pytorch.org/docs/stable/generated/torch.Tensor.item.html"
OF_ARRAYS = (
    "Tensor",
    "Parameter",
    "ndarray",
    "float32",
    "float16",
    "int64",
    "int32",
    "uint8",
    "bool_",
    "bool",
)
COUNTED = ("item", "sum", "mean", "float", "all", "any", "cpu")


def _of_python(told: Told) -> bool:
    """Whether a number of Python is taken for a tensor: what is asked of it says so."""
    return told.text("kind") in ("int", "float") or told.text("name") in COUNTED


def _by_numpy(told: Told) -> bool:
    """Whether the arguments are those of NumPy, or its frame is the last."""
    last = told.raised.frames[-1:]
    return "=NoneType" in told.raised.message or any("numpy/" in one.path for one in last)


def _accelerator(told: Told) -> bool:
    return device_in(told.text("d")) not in ("", "cpu")


READINGS = (
    reading(
        # torch/csrc/utils/tensor_numpy.cpp
        "can't convert {d:device} device type tensor to numpy",
        # torch 0.3 to 1.9: https://github.com/pytorch/pytorch/blob/v1.1.0/torch/csrc/utils/tensor_numpy.cpp
        "can't convert {d:device} tensor to numpy",
        answers=(
            plain(
                "convert.on_gpu",
                cause="a tensor on {d} is converted to a NumPy array (by numpy(), or by NumPy,"
                " matplotlib or scikit-learn that got the tensor), and NumPy reads only the memory of"
                " the CPU",
                fix="copy it to the CPU first: x.detach().cpu().numpy()",
                page=NUMPY,
                when=_accelerator,
            ),
        ),
    ),
    option(
        "convert.copied",
        "To copy construct from a tensor, it is recommended to use sourceTensor",
        cause="torch.tensor(x) was called with x a tensor already: it is copied, and the copy has no"
        " graph"
        " (no gradient goes back through it)",
        fix="x.clone().detach() for a copy, x as it is where its gradient is wanted, and"
        " torch.as_tensor(x) where x may be an array",
        page="https://docs.pytorch.org/docs/stable/generated/torch.tensor.html",
    ),
    option(
        "convert.read_only",
        "The given NumPy array is not writable",
        "The given NumPy array is not writeable",
        cause="torch.from_numpy shares memory with an array that may not be written to (of a PIL"
        " image, a"
        " memory map, np.frombuffer): a warning alone, until something is written in place",
        fix="torch.from_numpy(array.copy()), or torch.tensor(array)",
        page="https://docs.pytorch.org/docs/stable/generated/torch.from_numpy.html",
    ),
    option(
        "convert.format",
        "unsupported format string passed to Tensor.__format__",
        "unsupported format string passed to numpy.ndarray.__format__",
        cause="a tensor or array of several values is printed as one number, f'{{x:.4f}}'",
        fix="give it one number: loss.item(), x.mean().item(); or print the whole without a format,"
        " f'{{x}}'",
        page=ITEM,
    ),
    option(
        "convert.to_json",
        "Object of type {kind:name} is not JSON serializable",
        cause="json writes numbers, strings and lists of Python, and this is a {kind}",
        fix="value.item() for a single number, value.tolist() for an array or tensor (detach().cpu()"
        " first where it is on the GPU)",
        page=ITEM,
        when=lambda told: told.text("kind") in OF_ARRAYS,
    ),
    option(
        "convert.several",
        "only size-1 arrays can be converted to Python scalars",
        "only length-1 arrays can be converted to Python scalars",
        "only 0-dimensional arrays can be converted to Python scalars",
        cause="float() or int(), or what asks for one number, got an array of several",
        fix="take one of them, or reduce it: float(x.mean()), x.tolist() for all; print(x.shape) tells",
        page="https://numpy.org/doc/stable/reference/generated/numpy.ndarray.item.html",
    ),
    option(
        "convert.index",
        "only integer tensors of a single element can be converted to an index",
        cause="a list or a range is indexed by a tensor of several values, or of floats",
        fix="one value: int(index); several: [items[i] for i in index.tolist()], or make the list a"
        " tensor, torch.tensor(items)[index]",
        page=ITEM,
    ),
    option(
        "convert.number",
        "'{kind:name}' object has no attribute 'item'",
        "'bool' object has no attribute '{name:name}'",
        cause="this is a number of Python already, and no tensor: a sum of a list, what item() returned,"
        " or a comparison by == of lists or of arrays with different shapes, which is one True or False",
        fix="leave .item() out for a number; compare tensors of one shape: (output.argmax(1) =="
        " target).sum().item()",
        page=ITEM,
        when=_of_python,
    ),
    option(
        "convert.function_of_numpy",
        "{name:name}() received an invalid combination of arguments - got (axis=NoneType,",
        "{name:name}() received an invalid combination of arguments - got (out=NoneType,",
        "{name:name}() received an invalid combination of arguments - got (dtype=NoneType,",
        "{name:name}() got an unexpected keyword argument 'axis'",
        "{name:name}() got an unexpected keyword argument 'dtype'",
        "{name:name}() got an unexpected keyword argument 'out'",
        cause="np.{name}() of NumPy was called with a tensor (or a list of them), and calls {name}() of"
        " the tensor with arguments that it has not",
        fix="use the tensor's own, x.{name}(), or torch.{name}(x); or convert it first:"
        " np.{name}(x.detach().cpu().numpy())",
        page=ITEM,
        when=_by_numpy,
    ),
)
