"""Messages about products of matrices that no Linear layer makes."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.layer.pages import function, module

LINEAR = module("Linear")
MATMUL = function("matmul")


def _types(told: Told) -> dict[str, str] | None:
    bias, weight = told.dtype("bias"), told.dtype("weight")
    return None if bias == weight else {"x": bias, "y": weight}


def _unlike(told: Told) -> dict[str, str] | None:
    if told.number("got") == told.number("wanted"):
        return None
    dim = told.fields.get("dim")
    return {"what": f"dimension {dim}" if dim else "the number of dimensions"}


READINGS = (
    reading(
        "size mismatch, got {:number}, {weight:shape},{got:number}",
        "size mismatch, got input ({:number}), mat ({weight:shape}), vec ({got:number})",
        answers=(
            plain(
                "linear.vector",
                cause="a matrix of {weight} can't be multiplied by a vector of {got} elements",
                fix="print both shapes: the vector needs as many elements as the matrix has columns",
                page=MATMUL,
                when=lambda told: told.shape("weight")[-1] != told.number("got"),
            ),
        ),
    ),
    reading(
        "both arguments to linear need to be at least 1D, but they are {rank:number}D and"
        " {second:number}D",
        "both arguments to matmul need to be at least 1D, but they are {rank:number}D and"
        " {second:number}D",
        answers=(
            plain(
                "linear.scalar",
                cause="the input of a matrix product has {rank} dimensions: it is a single number, such"
                " as a mean over everything, or what squeeze() left of it",
                fix="keep the dimensions of batch and features: x.mean(dim=(2, 3)), x.squeeze(-1)",
                page=LINEAR,
                when=lambda told: told.number("rank") == 0,
            ),
            plain(
                "linear.scalar_weight",
                cause="the second factor of a matrix product is a single number, without dimensions",
                fix="multiply by a number with *, and print the shapes of both: a weight or"
                " query has lost its dimensions",
                page=MATMUL,
                when=lambda told: told.number("second") == 0,
            ),
        ),
    ),
    reading(
        "Expected size for first two dimensions of batch2 tensor to be: {wanted:shape} but got:"
        " {got:shape}",
        "Expected batch2_sizes[0] == bs && batch2_sizes[1] == contraction_size to be true",
        answers=(
            plain(
                "linear.batches",
                cause="in a product of batches of matrices the second must have the batch size of the"
                " first and as many rows as that has columns, {wanted}, but has {got}",
                fix="print both shapes; b.transpose(1, 2) turns the matrices, and attention multiplies"
                " q @ k.transpose(-2, -1)",
                page=function("bmm"),
                when=lambda told: "wanted" in told,
            ),
        ),
    ),
    reading(
        "inconsistent tensor size, expected tensor {wanted:shape} and src {got:shape} to have the same"
        " number of elements",
        answers=(
            plain(
                "linear.dot",
                cause="an operation on two tensors of one size got {wanted} and {got}",
                fix="print both shapes in front of the line that the traceback names",
                page=function("dot"),
                when=lambda told: told.shape("wanted") != told.shape("got"),
            ),
        ),
    ),
    reading(
        "bilinear(): input{n:number} size does not match weight size: got {got:number} but expected"
        " {wanted:number}",
        answers=(
            plain(
                "linear.bilinear",
                cause="Bilinear expects {wanted} features in its input {n} (in{n}_features={wanted}),"
                " but got {got}",
                fix="use in{n}_features={got}, or give it {wanted} features",
                page=module("Bilinear"),
            ),
        ),
    ),
    reading(
        "bilinear(): bias size does not match weight size: got {got:number} but expected"
        " {wanted:number}",
        answers=(
            plain(
                "linear.bilinear_bias",
                cause="Bilinear has {wanted} outputs (out_features={wanted}), so that its bias needs as"
                " many elements, but it has {got}: one of the two was replaced or loaded alone",
                fix="make the layer again: nn.Bilinear(in1_features, in2_features, {wanted})",
                page=module("Bilinear"),
                when=lambda told: told.number("got") != told.number("wanted"),
            ),
        ),
    ),
    reading(
        "bilinear(): input batch dimensions do not match at dim {dim:number}: got {got:number} and"
        " {wanted:number}",
        "bilinear(): input dimensions do not match: got {got:number} and {wanted:number}",
        answers=(
            plain(
                "linear.bilinear_batch",
                cause="both inputs of Bilinear must have the same shape but for their last dimension,"
                " the features, but they differ in {what}: {got} and {wanted}",
                fix="print both shapes: they are [N, in1_features] and [N, in2_features], from the same"
                " samples; x.flatten(1) drops height and width",
                page=module("Bilinear"),
                more=_unlike,
            ),
        ),
    ),
    reading(
        "All tensors must have the same dtype, got input1: {first:type}, input2: {second:type}, weight:"
        " {weight:type}, bias: {bias:type}",
        "All tensors must have the same dtype, got input1: {first:type}, input2: {second:type}, weight:"
        " {weight:type}",
        answers=(
            plain(
                "linear.bilinear_type",
                cause="Bilinear takes two inputs of the dtype of its weight, {weight}, but they are"
                " {first} and {second}",
                fix="convert what differs: x.to(model.weight.dtype), x.float() for data from NumPy",
                page=module("Bilinear"),
                when=lambda told: len(set(told.fields.values())) > 1,
            ),
        ),
    ),
    reading(
        "self and mat2 must have the same dtype, but got {bias:type} and {weight:type}",
        answers=(
            plain(
                "linear.bias_type",
                cause="the bias of a Linear layer (self) is {x} and its weight (mat2) {y}: one of the"
                " two was replaced or converted alone",
                fix="convert the whole layer, layer.to(torch.{y}); arrays of NumPy are float64 unless"
                " told otherwise: nn.Parameter(torch.from_numpy(bias).float())",
                page=LINEAR,
                confidence="likely",
                more=_types,
            ),
        ),
    ),
    reading(
        "self must be a matrix",
        "mat1 must be a matrix, got {:number}-D tensor",
        "mat2 must be a matrix",
        "matrices expected, got {:number}D, {:number}D tensors",
        "batch1 must be a 3D tensor",
        "batch2 must be a 3D tensor",
        answers=(
            plain(
                "linear.matrices",
                cause="torch.mm takes two 2D tensors and torch.bmm two 3D ones, but one has another"
                " number of dimensions",
                fix="use a @ b, or torch.matmul(a, b), which takes batches of matrices in any number of"
                " dimensions",
                page=MATMUL,
            ),
        ),
    ),
    reading(
        "einsum(): subscript {index:word} has size {got:number} for operand {n:number} which does not"
        " broadcast with previously seen size {wanted:number}",
        answers=(
            plain(
                "linear.einsum",
                cause="the index {index} of einsum has size {wanted} in one operand and {got} in operand"
                " {n}",
                fix="print the shapes of the operands: an index is of one size in all of them",
                page=function("einsum"),
            ),
        ),
    ),
    reading(
        "einsum(): the number of subscripts in the equation ({wanted:number}) does not match the number"
        " of dimensions ({got:number}) for operand {n:number}",
        answers=(
            plain(
                "linear.einsum_rank",
                cause="einsum names {wanted} indices for operand {n}, which has {got} dimensions",
                fix="print its shape, and name one index for each dimension, or write ... for the rest",
                page=function("einsum"),
            ),
        ),
    ),
    reading(
        "X1 and X2 must have the same number of columns. X1: {got:number} X2: {wanted:number}",
        answers=(
            plain(
                "linear.distance",
                cause="torch.cdist compares vectors of one length, but got vectors of {got} and"
                " {wanted}",
                fix="use features of the same layer, or of networks of the same width, for both",
                page=function("cdist"),
            ),
        ),
    ),
)
