"""The plain values that a case is made of, and the names of the dtypes it may use."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

Value = bool | int | float | str | None | tuple[int, ...]
"""What an option of a layer or a loss may be: never an object, never code."""

Options = Mapping[str, Value]
Shape = tuple[int, ...]


def same_options(some: Options, others: Options) -> bool:
    """Whether options are the same to torch, in any order: unlike Python, it tells 1, 1.0 and True
    apart."""
    return some == others and all(type(value) is type(others[name]) for name, value in some.items())


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
"""Dtypes by their torch name, with the bytes of one element, the plainest first."""

DTYPES = tuple(BYTES_PER_ELEMENT)
FLOATING = ("float32", "float64", "float16", "bfloat16")
INTEGRAL = ("int64", "int32", "int16", "int8", "uint8")
COMPLEX = ("complex64", "complex128")
NUMERIC = (*FLOATING, *INTEGRAL, *COMPLEX)
FAMILIES = {"floating-point": FLOATING, "integer": INTEGRAL, "complex": COMPLEX}
"""The families of dtypes, by what PyTorch calls them."""


def either(words: Iterable[str]) -> str:
    """A choice in words: ``a``, ``a or b``, ``a, b or c``."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


@lru_cache(maxsize=256)
def dtype_family(dtypes: tuple[str, ...]) -> str:
    """Dtypes in words, whole families by their names: ``a floating-point dtype``, ``int64 or uint8``."""
    named = tuple(dict.fromkeys(dtypes))
    families = [name for name, members in FAMILIES.items() if set(members) <= set(named)]
    others = [dtype for dtype in named if not any(dtype in FAMILIES[name] for name in families)]
    if not families:
        return either(others)
    article = "an" if families[0] == "integer" else "a"
    return either((f"{article} {either(families)} dtype", *others))
