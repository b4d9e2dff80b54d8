"""Messages of operations of two tensors that take one dtype alone, such as a product of vectors."""

from fuzz.message.reading import plain, reading
from fuzz.message.table.dtype import ATTRIBUTES, CONVERTED, MIXED, ODD

UNTOLD = plain(
    "dtype.two",
    cause="{op} takes tensors of one dtype, and two of its tensors differ",
    fix="print the dtype of each, and convert one: x.to(y.dtype). Arrays of NumPy are float64 unless"
    " told otherwise (x.float()), and what left torch.autocast may be float16 or bfloat16",
    page=ATTRIBUTES,
    confidence="likely",
    more=lambda told: {"op": told.text("op") if "op" in told else "torch.tensordot"},
)

READINGS = (
    reading(
        # aten/src/ATen/native/Blas.cpp: of a product with a vector, the sum, the matrix, the vector
        "addmv input tensors must have the same dtype, but got {:type}, {got:type}, and {wanted:type}",
        "dot : expected both vectors to have same dtype, but found {got:type} and {wanted:type}",
        "vdot : expected both vectors to have same dtype, but found {got:type} and {wanted:type}",
        # aten/src/ATen/native/Lerp.cpp: as an average of weights takes it, where a network was converted
        "expected dtype {wanted:type} for `end` but got dtype {got:type}",
        "expected dtype {wanted:type} for `weight` but got dtype {got:type}",
        # aten/src/ATen/native/TensorAdvancedIndexing.cpp
        "{op:name}(): self ({wanted:type}) and source ({got:type}) must have the same scalar type",
        "{op:name}(): self and source expected to have the same dtype, but got (self) {wanted:type} and"
        " (source) {got:type}",
        # aten/src/ATen/native/BatchLinearAlgebra.cpp, LinearAlgebra.cpp
        "linalg.{op:name}: Expected {:name} and {:name} to have the same dtype, but found {:name} of"
        " type {wanted:type} and {:name} of type {got:type} instead",
        "multi_dot(): all tensors must have be the same dtype but tensor 0 is {wanted:type} and tensor"
        " {:number} {got:type}",
        answers=(CONVERTED, ODD, MIXED),
    ),
    reading(
        "{op:name}(): Expected self.dtype to be equal to src.dtype",
        "both inputs should have same dtype",
        answers=(UNTOLD,),
    ),
)
