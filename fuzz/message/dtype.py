"""Names of element types and devices in messages, from any release."""

DTYPES = {
    "float": "float32",
    "double": "float64",
    "half": "float16",
    "c10::half": "float16",
    "bfloat16": "bfloat16",
    "c10::bfloat16": "bfloat16",
    "byte": "uint8",
    "unsigned char": "uint8",
    "char": "int8",
    "signed char": "int8",
    "short": "int16",
    "int": "int32",
    "long": "int64",
    "long int": "int64",
    "bool": "bool",
    "complexfloat": "complex64",
}


BACKENDS = {"CUDA": "cuda", "CPU": "cpu", "MPS": "mps", "XLA": "xla", "XPU": "xpu", "HPU": "hpu"}
"""What stands in front of the names that tensor types of devices have inside torch:
``CUDAFloatType``, ``MPSFloatType``."""


def dtype_of(name: str) -> str:
    """An element type under the name that Python has for it: ``torch.cuda.HalfTensor`` is float16."""
    bare = name.strip("'").removeprefix("torch.").removeprefix("cuda.")
    for backend in BACKENDS:
        bare = bare.removeprefix(backend)
    bare = bare.removesuffix("Tensor").removesuffix("Type").lower()
    return DTYPES.get(bare, bare)


def device_of(name: str) -> str:
    """The device of a tensor type: ``torch.cuda.FloatTensor`` is on cuda; "" where it isn't told."""
    bare = name.strip("'")
    if bare.startswith("torch.cuda."):
        return "cuda"
    for backend, device in BACKENDS.items():
        if bare.startswith(backend):
            return device
    return "cpu" if bare.endswith(("Tensor", "Type")) else ""
