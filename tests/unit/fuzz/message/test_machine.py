"""Messages of GPUs, memory, determinism, releases, and what is moved to a device."""

import pytest

from fuzz.message import explain

VALIDATE = '  File "train.py", line 9, in validate\n    output = model(images)\n'
HUB = '  File "/lib/site-packages/torch/hub.py", line 633, in download_url_to_file\n'
ZOO = '  File "/lib/site-packages/torch/utils/model_zoo.py", line 66, in load_url\n'
CERTIFICATE = (
    "urllib.error.URLError: <urlopen error [SSL: CERTIFICATE_VERIFY_FAILED] certificate failed>"
)
SPAWN = '  File "C:\\Python\\lib\\multiprocessing\\popen_spawn_win32.py", line 9, in __init__\n'
BOXES = '  File "utils.py", line 9, in find_jaccard_overlap\n    areas = (boxes[:, 2] - boxes[:, 0])\n'
BATCH = '  File "train.py", line 9, in <module>\n    batch = batch.to(device)\n'
SIZES = '  File "net.py", line 9, in forward\n    b, c, h, w = x.size()\n'
ATTRIBUTE = "AttributeError: '{}' object has no attribute '{}'"
GONE = "AttributeError: module '{}' has no attribute '{}'"

READ = [
    (VALIDATE + "RuntimeError: CUDA error: out of memory", "memory.evaluation_graph", "no_grad"),
    ("RuntimeError: CUDA error: out of memory", "memory.gpu", "smaller batch_size"),
    ("CUDNN_STATUS_ALLOC_FAILED", "memory.library", "benchmark"),
    ("RuntimeError: No CUDA GPUs are available", "gpu.none", "CUDA_VISIBLE_DEVICES"),
    (
        "RuntimeError: cuda runtime error (38) : no CUDA-capable device is detected at"
        " THCGeneral.cpp:70",
        "gpu.none",
        "nvidia-smi",
    ),
    (
        "RuntimeError: CUDA error: CUBLAS_STATUS_INVALID_VALUE when calling `cublasSgemm( handle, opa)`",
        "gpu.product",
        "in_features",
    ),
    (
        "RuntimeError: upsample_bilinear2d_backward_out_cuda does not have a deterministic"
        " implementation, but you set 'torch.use_deterministic_algorithms(True)'.",
        "deterministic.no_implementation",
        "the backward of upsample_bilinear2d (",
    ),
    (
        "RuntimeError: cumsum_cuda_kernel does not have a deterministic implementation, but you set"
        " 'torch.set_deterministic(True)'",
        "deterministic.no_implementation",
        "x.cpu().cumsum(0)",
    ),
    (HUB + CERTIFICATE, "installation.certificate", "certifi"),
    ("resnet50(pretrained=True)\n" + CERTIFICATE, "installation.certificate", "certifi"),
    (ZOO + "urllib.error.URLError: <urlopen error timed out>", "installation.download", "browser"),
    (GONE.format("torch", "bool"), "earlier.newer_name", "bool"),
    (GONE.format("torch.nn.functional", "one_hot"), "earlier.newer_name", "one_hot"),
    (GONE.format("torch", "nn"), "installation.shadowed", "torch.py"),
    ("ModuleNotFoundError: No module named 'torch._six'", "earlier.gone", "collections.abc"),
    (GONE.format("PIL.Image", "ANTIALIAS"), "earlier.pillow", "Image.LANCZOS"),
    (GONE.format("numpy", "float"), "earlier.numpy", "np.float64"),
    (GONE.format("torchvision", "ops"), "earlier.torchvision", "0.3"),
    (ATTRIBUTE.format("numpy.ndarray", "cuda"), "loader.array_to_device", "from_numpy(array).cuda()"),
    (ATTRIBUTE.format("list", "cuda"), "loader.list_to_device", "for t in targets"),
    (ATTRIBUTE.format("str", "to"), "loader.number_to_device", "map labels"),
    (ATTRIBUTE.format("JpegImageFile", "to"), "loader.image_to_device", "ToTensor()"),
    (BATCH + ATTRIBUTE.format("dict", "to"), "loader.dictionary_to_device", "batch.items()"),
    (ATTRIBUTE.format("NoneType", "shape"), "array.none_image", "cv2.imread"),
    (
        ATTRIBUTE.format("Upsample", "recompute_scale_factor"),
        "load.older_object",
        "earlier release",
    ),
    (
        "AttributeError: Can't get attribute 'Identity' on <module 'torch.nn.modules.linear' from"
        " '/x.py'>",
        "load.class_of_library",
        "update torch",
    ),
    (
        "AttributeError: Can't get attribute 'Meter' on <module '__main__' from 'test.py'>",
        "load.class_not_found",
        "import or define Meter",
    ),
    ("AttributeError: Can't pickle local object 'main.<locals>.<lambda>'", "worker.local_function", ""),
    (SPAWN + "TypeError: can't pickle Environment objects", "worker.unpicklable", "Environment"),
    (
        BOXES + "IndexError: too many indices for tensor of dimension 1",
        "detection.no_boxes",
        "reshape(-1, 4)",
    ),
    ("IndexError: too many indices for tensor of dimension 1", "shaping.indices", "empty list"),
    (
        SIZES + "ValueError: not enough values to unpack (expected 4, got 3)",
        "shaping.unpacked",
        "4 sizes",
    ),
    (
        "TypeError: __init__() missing 2 required positional arguments: 'block' and 'layers'",
        "construction.missing",
        "ResNet(Bottleneck, [3, 4, 6, 3])",
    ),
    (
        "model = Net.load_from_checkpoint(path)\nTypeError: Net.__init__() missing 1 required positional"
        " argument: 'cfg'",
        "construction.checkpoint",
        "save_hyperparameters()",
    ),
    (
        "RuntimeError: Output 0 of BackwardHookFunctionBackward is a view and is being modified in"
        " place.",
        "autograd.hook_inplace",
        "inplace=False",
    ),
    ("RuntimeError: shape '[32, -1]' is invalid for input of size 50", "shaping.selected", "mask"),
    ("RuntimeError: shape '[32, -1]' is invalid for input of size 100001", "shaping.remainder", "32"),
]


@pytest.mark.parametrize(("message", "name", "telling"), READ)
def test_a_message_has_its_answer(message: str, name: str, telling: str) -> None:
    answer = explain(message).answer
    assert answer is not None
    assert answer.name == name
    assert telling in f"{answer.cause} {answer.fix}"


RULES = [
    ("Expected input batch_size (1) to match target batch_size (256).", "the batch has one image"),
    ("Expected input batch_size (1) to match target batch_size (20).", "x.flatten(1)"),
    (
        "weight tensor should be defined either for all 19 classes or no classes but got weight tensor"
        " of shape: [1, 19]",
        "weight.squeeze()",
    ),
    (
        "Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: [2, 8, 3, 64,"
        " 64]",
        "summary()",
    ),
    (
        "Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: [4, 8, 3, 64,"
        " 64]",
        "merge frames",
    ),
]


@pytest.mark.parametrize(("message", "telling"), RULES)
def test_the_fix_fits_the_numbers(message: str, telling: str) -> None:
    answer = explain(message).answer
    assert answer is not None
    assert answer.rule
    assert telling in answer.fix


@pytest.mark.parametrize(
    "message",
    [
        "pip install foo\nssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate"
        " failed",
        "ImportError: libGL.so.1: cannot open shared object file: No such file or directory",
        "TypeError: __init__() missing 1 required positional argument: 'on_delete'",
        GONE.format("numpy", "foo"),
        ATTRIBUTE.format("Response", "to"),
        "urllib.error.HTTPError: HTTP Error 403: Forbidden",
        "ValueError: not enough values to unpack (expected 2, got 1)",
    ],
)
def test_what_may_be_of_any_program_is_left_alone(message: str) -> None:
    assert explain(message).answer is None
