"""Models of other libraries than torchvision: rows with a description that was made from each."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from strategies.layer import Layer
from strategies.network.described import read
from strategies.network.model import STAGES, TORCHVISION, Model
from strategies.network.node import Block, Node
from strategies.subject import Subject

CLASSES = "num_classes"


def _describer(file: str, head: str) -> Callable[[Subject], Block]:
    """What describes a subject: a file, in which the number of classes is the only thing that varies."""
    made = lru_cache(maxsize=1)(lambda: read(file))
    return lambda subject: _with_classes(made(), head.split("."), subject.num_classes)


def _with_classes(block: Block, path: list[str], count: int) -> Block:
    name, *rest = path
    child = block.children[name]
    if isinstance(child, Block):
        changed: Node = _with_classes(child, rest, count)
    else:
        assert child is not None
        options = {**child.options, "out_features": count}
        changed = Layer(child.kind, options) if count else Layer("Identity")
    return replace(block, children={**block.children, name: changed})


TIMM = {**TORCHVISION, "relu": "act1", "avgpool": "global_pool"}

TIMM_NAMES = (
    *("resnet50", "resnet18", "resnet34", "resnet101", "resnet152"),
    *("resnet50d", "wide_resnet50_2", "resnext50_32x4d"),
)


def _timm(name: str) -> Model:
    return Model(
        name=f"timm.{name}",
        library="timm",
        describe=_describer(f"timm.{name}", TIMM["fc"]),
        source=f'timm.create_model("{name}"{{more}})',
        imports=("import timm",),
        options={CLASSES: "num_classes"},
        parts=TIMM,
    )


def _stage(number: int) -> str:
    return f"resnet.encoder.stages.{number}"


TRANSFORMERS: Mapping[str, str] = {
    "conv1": "resnet.embedder.embedder.convolution",
    "bn1": "resnet.embedder.embedder.normalization",
    "relu": "resnet.embedder.embedder.activation",
    "maxpool": "resnet.embedder.pooler",
    **{stage: _stage(number) for number, stage in enumerate(STAGES)},
    "avgpool": "resnet.pooler",
    "fc": "classifier.1",
    "layer1.0.bn1": f"{_stage(0)}.layers.0.layer.0.normalization",
    "layer4.0.bn1": f"{_stage(3)}.layers.0.layer.0.normalization",
}

MODELS = (
    *map(_timm, TIMM_NAMES),
    Model(
        name="transformers.resnet50",
        library="transformers",
        describe=_describer("transformers.resnet50", TRANSFORMERS["fc"]),
        source="transformers.ResNetForImageClassification(transformers.ResNetConfig({options}))",
        imports=("import transformers",),
        options={CLASSES: "num_labels"},
        parts=TRANSFORMERS,
        output="logits",
    ),
)
