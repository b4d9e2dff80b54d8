"""Layers that act on the last axis, and the layer that does nothing."""

from strategies.layer.arithmetic import whole
from strategies.layer.kind import Kind, Option, fixed, last, optional, required
from strategies.value import Options, Shape


def _outs(options: Options, shape: Shape) -> Shape:
    return (*shape[:-1], whole(options.get("out_features"), 1)) if shape else shape


def _linear_parameters(options: Options) -> int:
    return abs(whole(options.get("in_features")) * whole(options.get("out_features")))


def _bilinear_parameters(options: Options) -> int:
    ins = whole(options.get("in1_features")) * whole(options.get("in2_features"))
    return abs(ins * whole(options.get("out_features")))


IN_FEATURES: Option = required("in_features", last, 1, 3, 512, 1024, 4096, 25088, 100352)
OUT_FEATURES: Option = required("out_features", fixed(10, 2, 1, 1000), 512, 0)

KINDS = (
    Kind(name="Identity"),
    Kind(
        name="Linear",
        options=(IN_FEATURES, OUT_FEATURES, optional("bias", False)),
        flow=_outs,
        parameters=_linear_parameters,
    ),
    Kind(
        name="Bilinear",
        options=(
            required("in1_features", last, 3),
            required("in2_features", last, 3),
            required("out_features", fixed(10, 1)),
        ),
        flow=_outs,
        parameters=_bilinear_parameters,
    ),
    Kind(
        name="Embedding",
        options=(
            required("num_embeddings", fixed(10, 1000)),
            required("embedding_dim", fixed(8, 512)),
        ),
        flow=lambda options, shape: (*shape, whole(options.get("embedding_dim"), 1)),
        parameters=lambda options: abs(
            whole(options.get("num_embeddings")) * whole(options.get("embedding_dim"))
        ),
    ),
)
