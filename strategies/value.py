"""The plain values that a case is made of, and the names of the element types it may use."""

from collections.abc import Mapping

Value = bool | int | float | str | None | tuple[int, ...]
"""What an option of a layer or a loss may be: never an object, never code."""

Options = Mapping[str, Value]
Shape = tuple[int, ...]

BYTES_PER_ELEMENT = {
    "float32": 4,
    "float64": 8,
    "float16": 2,
    "bfloat16": 2,
    "uint8": 1,
    "int8": 1,
    "int16": 2,
    "int32": 4,
    "int64": 8,
    "bool": 1,
    "complex64": 8,
    "complex128": 16,
}
"""Element types by their torch name, with their size in bytes, the plainest first."""

DTYPES = tuple(BYTES_PER_ELEMENT)
FLOATING = ("float32", "float64", "float16", "bfloat16")
INTEGRAL = ("int64", "int32", "int16", "int8", "uint8")
