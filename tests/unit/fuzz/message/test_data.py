"""Messages of data, transforms, memory, export and installation: the answer, in their own numbers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.message import explain

WORKER = (
    "RuntimeError: Caught RuntimeError in DataLoader worker process 0.\n"
    "Original Traceback (most recent call last):\n"
    '  File "/usr/lib/python3/torch/utils/data/_utils/collate.py", line 55, in default_collate\n'
    "    return torch.stack(batch, 0, out=out)\n"
)
OUTPUTS = (
    'Traceback (most recent call last):\n  File "train.py", line 9, in evaluate\n'
    "    outputs = torch.stack(outputs)\n"
)
NORMALIZE = (
    '  File "/usr/lib/torchvision/transforms/_functional_tensor.py", line 928, in normalize\n'
    "    return tensor.sub_(mean).div_(std)\n"
)
LOOP = '  File "train.py", line 3, in train\n    for images, labels in train_loader:\n'
EVALUATE = '  File "train.py", line 40, in validate\n    output = model(images)\n'
OLD = (
    "RuntimeError: CUDA out of memory. Tried to allocate {need} (GPU 0; {total} total capacity; {held}"
    " already allocated; {free} free; 6.40 GiB reserved in total by PyTorch)"
)
NEW = (
    "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate {need}. GPU 1 has a total capacity of"
    " {total} of which {free} is free. Including non-PyTorch memory, this process has 7.79 GiB memory in"
    " use. Of the allocated memory {held} is allocated by PyTorch, and 90 MiB is reserved by PyTorch but"
    " unallocated."
)
FULL = {"need": "98.00 MiB", "total": "7.80 GiB", "held": "6.29 GiB", "free": "3.31 MiB"}
FOREIGN = {"need": "20.00 MiB", "total": "7.80 GiB", "held": "0.29 GiB", "free": "3.31 MiB"}
HUGE = {"need": "147.00 GiB", "total": "7.80 GiB", "held": "0.29 GiB", "free": "7.00 GiB"}
STACK = (
    "RuntimeError: stack expects each tensor to be equal size, but got {} at entry 0 and {} at entry {}"
)

MESSAGES = [
    (STACK.format("[3, 224, 224]", "[3, 224, 217]", 1), "collate.image_sizes", "[3, 224, 217]"),
    (WORKER + STACK.format("[3, 256, 341]", "[3, 256, 256]", 4), "collate.smaller_edge", "341"),
    (STACK.format("[1, 224, 224]", "[3, 224, 224]", 2), "collate.colours", "number 2"),
    (STACK.format("[3, 224, 224]", "[4, 180, 224]", 2), "collate.colours", "[4, 180, 224]"),
    (STACK.format("[3, 4]", "[5, 4]", 1), "collate.number_of_boxes", "boxes"),
    (OUTPUTS + STACK.format("[32, 10]", "[7, 10]", 9), "collate.last_batch", "[7, 10]"),
    (
        WORKER + "RuntimeError: Trying to resize storage that is not resizable",
        "collate.not_resizable",
        "",
    ),
    (
        "TypeError: default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists;"
        " found <class 'PIL.JpegImagePlugin.JpegImageFile'>",
        "collate.pil",
        "JpegImageFile",
    ),
    (
        "TypeError: batch must contain tensors, numbers, dicts or lists; found <class 'NoneType'>",
        "collate.none",
        "None",
    ),
    (
        "ValueError: num_samples should be a positive integeral value, but got num_samples=0",
        "loader.empty",
        "num_samples=0",
    ),
    (f"{LOOP}ValueError: too many values to unpack (expected 2)", "loader.too_many_values", "2"),
    (
        "RuntimeError: DataLoader worker (pid 1234) is killed by signal: Bus error. It is possible that",
        "worker.shared_memory",
        "/dev/shm",
    ),
    (
        "RuntimeError: \n        An attempt has been made to start a new process before the\n"
        "        current process has finished its bootstrapping phase.\n\n        This probably means",
        "worker.main_guard",
        "spawn",
    ),
    (
        "RuntimeError: Expected a 'cuda' device type for generator but found 'cpu'",
        "worker.generator_device",
        "drawn on cuda",
    ),
    (
        "RuntimeError: cannot pin 'torch.cuda.FloatTensor' only dense CPU tensors can be pinned",
        "worker.pinned_twice",
        "cuda.FloatTensor",
    ),
    (
        "RuntimeError: output with shape [1, 28, 28] doesn't match the broadcast shape [3, 28, 28]",
        "transform.grey",
        "[1, 28, 28]",
    ),
    (
        f"{NORMALIZE}RuntimeError: The size of tensor a (4) must match the size of tensor b (3) at"
        " non-singleton dimension 0",
        "transform.alpha",
        "RGBA",
    ),
    (
        f"{NORMALIZE}RuntimeError: The size of tensor a (224) must match the size of tensor b (3) at"
        " non-singleton dimension 0",
        "transform.channels_last",
        "224",
    ),
    (
        "TypeError: tensor should be a torch tensor. Got <class 'PIL.Image.Image'>.",
        "transform.normalize_first",
        "ToTensor",
    ),
    (
        "ValueError: Required crop size (224, 224) is larger than input image size (200, 300)",
        "transform.crop",
        "200, 300",
    ),
    ("TypeError: Cannot handle this data type: (1, 1, 3), <f4", "picture.float_array", "floating"),
    (OLD.format(**FULL), "memory.batch", "6.29 GiB of its 7.80 GiB"),
    (NEW.format(**FULL), "memory.batch", "GPU 1"),
    (OLD.format(**FOREIGN), "memory.other_process", "0.29 GiB"),
    (NEW.format(**FOREIGN), "memory.other_process", "3.31 MiB free"),
    (OLD.format(**HUGE), "memory.one_tensor", "147.00 GiB"),
    (EVALUATE + OLD.format(**FULL), "memory.no_grad", "6.29 GiB"),
    ("RuntimeError: cuda runtime error (2) : out of memory at /pytorch/aten", "memory.gpu", "batch"),
    (
        "RuntimeError: [enforce fail at ..\\c10\\core\\CPUAllocator.cpp:75] data. DefaultCPUAllocator:"
        " not enough memory: you tried to allocate 3288334336 bytes. Buy new RAM!",
        "memory.main",
        "3288334336",
    ),
    (
        "InvalidArgument: [ONNXRuntimeError] : 2 : INVALID_ARGUMENT : Got invalid dimensions for input:"
        " input for the following indices\n index: 0 Got: 4 Expected: 1",
        "export.onnx_batch",
        "batch of 1, and input has a batch of 4",
    ),
    (
        "torch.fx.proxy.TraceError: symbolically traced variables cannot be used as inputs to"
        " control flow",
        "export.fx_branch",
        "if or while",
    ),
    (
        "NotImplementedError: Could not run 'aten::add_.Tensor' with arguments from the 'QuantizedCPU'"
        " backend.",
        "quantised.add",
        "shortcut",
    ),
    (
        "NotImplementedError: Could not run 'quantized::conv2d.new' with arguments from the 'CPU'"
        " backend.",
        "quantised.no_stub",
        "conv2d.new",
    ),
    (
        "RuntimeError: \"addmm_impl_cpu_\" not implemented for 'Half'",
        "precision.half_on_cpu",
        "float16",
    ),
    ("RuntimeError: operator torchvision::nms does not exist", "installation.pair", "torchvision"),
    (
        "ImportError: cannot import name 'ResNet50_Weights' from 'torchvision.models' (/usr/lib/x.py)",
        "installation.weights",
        "ResNet50_Weights",
    ),
]


@pytest.mark.parametrize(("message", "name", "telling"), MESSAGES)
def test_a_message_has_its_answer(message: str, name: str, telling: str) -> None:
    said = explain(message).answer
    assert said is not None
    assert said.name == name
    assert telling in said.cause


@pytest.mark.parametrize(
    ("message", "name"),
    [
        (
            "output with shape [3, 28, 28] doesn't match the broadcast shape [3, 3, 28, 28]",
            "transform.grey",
        ),
        ("output with shape [1, 10] doesn't match the broadcast shape [3, 10]", "transform.grey"),
        (
            "RuntimeError: The size of tensor a (4) must match the size of tensor b (3) at non-singleton"
            " dimension 0",
            "transform.alpha",
        ),
        (f"{OUTPUTS}{STACK.format('[2, 8]', '[2, 9]', 1)}", "collate.number_of_boxes"),
        ("RuntimeError: Trying to resize storage that is not resizable", "collate.not_resizable"),
        ("ValueError: too many values to unpack (expected 2)", "loader.too_many_values"),
        ("TypeError: 'ToTensor' object is not iterable", "transform.compose_one"),
        ("TypeError: Unexpected type <class 'numpy.ndarray'>", "transform.array"),
        ("urllib.error.HTTPError: HTTP Error 403: Forbidden", "installation.download"),
        ("OSError: [Errno 24] Too many open files: 'log.txt'", "worker.open_files"),
        ("TypeError: object of type 'Images' has no len()", "loader.no_length"),
        ("ImportError: cannot import name 'resnext1' from 'torchvision.models'", "installation.weights"),
    ],
)
def test_elsewhere_a_message_has_no_such_answer(message: str, name: str) -> None:
    explained = explain(message)
    found = (explained.answer, *explained.others)
    assert name not in {one.name for one in found if one is not None}


def test_a_gpu_without_memory_has_other_causes_with_what_tells_them() -> None:
    explained = explain(OLD.format(**FULL))
    assert [one.name for one in explained.others] == [
        "memory.graph_kept",
        "memory.evaluation_graph",
        "memory.others",
    ]
    assert all(one.tell for one in explained.others)


def test_what_torch_compile_repeats_is_read_of_its_own() -> None:
    said = explain(
        "torch._dynamo.exc.TorchRuntimeError: Dynamo failed to run FX node with fake tensors:"
        " call_function"
        " <built-in function linear>(*(FakeTensor(..., size=(2, 512)),), **{}): got RuntimeError('a"
        " and b"
        " must have same reduction dim, but got [2, 512] X [2048, 10].')\n\nfrom user code:\n"
        '   File "net.py", line 5, in forward\n    return self.fc(x)\n'
    ).answer
    assert said is not None
    assert (said.rule, said.wanted, said.got) == ("linear.in_features", "2048", "512")


def test_the_message_inside_a_wrapper_of_torch_compile() -> None:
    said = explain(
        "torch._dynamo.exc.TorchRuntimeError: Failed running call_module L__self___fc(*(...)): got"
        " RuntimeError('mat1 and mat2 shapes cannot be multiplied (2x512 and 2048x10)')"
    ).answer
    assert said is not None
    assert said.rule == "linear.in_features"


SIZES = st.sampled_from(
    ("0", "1", "3", "4", "-1", str(10**40), "", "x", "[]", "1, 2", "1 GiB", ".", "]")
)


@given(st.sampled_from(MESSAGES), st.lists(SIZES, min_size=1, max_size=6))
def test_no_numbers_make_it_stumble(known: tuple[str, str, str], others: list[str]) -> None:
    numbers = iter(others * 99)
    explain(re.sub(r"\d+", lambda found: next(numbers), known[0]))
