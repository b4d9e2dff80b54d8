"""Messages of gather() and scatter_(), which pick by an index of the shape of what they pick from."""

from fuzz.message.table.layer.pages import function
from fuzz.message.words import option

READINGS = (
    option(
        "shaping.index_rank",
        "Index tensor must have the same number of dimensions as",
        # torch 0.4 to 1.4: https://github.com/pytorch/pytorch/blob/v1.0.0/aten/src/TH/generic/THTensorEvenMoreMath.cpp
        "Index tensor must have same dimensions as",
        cause="gather() and scatter_() take an index with as many dimensions as the tensor: class"
        " indices [N] beside scores [N, C] have one too few (or one-hot targets one too many values)",
        fix="scores.gather(1, labels.unsqueeze(1)).squeeze(1), scatter_(1, labels.unsqueeze(1),"
        " 1.0); for"
        " maps [N, C, H, W] labels.unsqueeze(1) of [N, H, W]; one-hot targets are argmax(1) first",
        page=function("gather"),
    ),
    option(
        "shaping.index_sizes",
        "Size does not match at dimension {d:number} expected index {index:sizes} to be smaller than"
        " {what:text} {shape:sizes} apart from dimension {dim:number}",
        "Size does not match at dimension {d:number} expected index {index:sizes} to be no larger than"
        " {what:text} {shape:sizes} apart from dimension {dim:number}",
        cause="the index of gather() or scatter_() has the shape [{index}], and may in no dimension but"
        " {dim} be larger than [{shape}]: index and tensor are of different batches or maps, or their"
        " dimensions are in another order",
        fix="print both shapes: index.unsqueeze(1) for scores [N, C], x.size(0) in place of a batch size"
        " that is written down, F.interpolate for maps of another size",
        page=function("gather"),
    ),
    option(
        "shaping.index_type",
        "tensors used as indices must be long",
        cause="a tensor is indexed by one of floats (or of another type than int64 or bool): labels that"
        " came as floats, or the result of a division",
        fix="x[index.long()]; of a condition make a mask, x[mask.bool()]; // in place of /",
        page="https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch.dtype",
    ),
)
