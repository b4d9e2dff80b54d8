"""Violation: a rule that a case violates, and where; and Prediction, all of them."""

from functools import lru_cache
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from strategies.layer import LAYERS
from strategies.repair import Repair
from strategies.rule import Fact, Rule, RuleViolated, TensorSpec, shown
from strategies.stage import Stage

NAMES = {
    "network": "the network",
    "edit": "the edit",
    "load": "load_state_dict",
    "Getter": "IntermediateLayerGetter",
}
"""The owners that have another name in a text than in the id of their rules."""

TOLD = 3
"""How many repairs are told where none of them has been run."""

REFERENCE = "https://docs.pytorch.org/docs/stable/"


class Violation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A violated rule: its id (``conv2d.channels``), the place, the two values, the cause, the repairs.

    ``group`` is the id of the cause: that of the rule, or where layers or losses of many kinds have the
    rule, its name alone (``channels``).

    ``site`` is the dotted path of a module, "" for the network itself, the loss and the backward pass;
    of the stage ``build`` it is the site of the edit. ``of_values`` and ``out_of_bounds`` are as in
    `strategies.rule.Rule`.
    """

    stage: Stage
    site: str
    rule: str
    group: str
    wanted: str
    got: str
    cause: str
    repairs: tuple[Repair, ...]
    page: str
    of_values: bool = False
    out_of_bounds: bool = False
    capability: str = ""

    @property
    def description(self) -> str:
        """The cause with its place, as it is shown to users."""
        return f"at {self.site}, {self.cause}" if self.site else self.cause

    @property
    def fix(self) -> str:
        """The advice: the sentences of its first repairs."""
        texts = list(dict.fromkeys(repair.text for repair in self.repairs if repair.told))
        return ", or ".join(texts[:TOLD])


class Prediction(NamedTuple):
    """What the documentation says about a case.

    ``violations`` are why torch is expected to raise an error, in the order of execution: those of the
    network, or else those of the loss and the backward pass. ``excused`` count only where torch does
    raise: those of layers that are constructed and never called, and of tensors that are modified in
    place under autocast, where a layer may have saved a copy. ``misuse`` is what raises no error and is
    hardly ever meant. Where the network violates no rule, ``output`` is what it returns.
    """

    violations: tuple[Violation, ...] = ()
    misuse: Violation | None = None
    output: TensorSpec | None = None
    excused: tuple[Violation, ...] = ()

    @property
    def violation(self) -> Violation | None:
        """The first violation."""
        return self.violations[0] if self.violations else None

    @property
    def any_violation(self) -> Violation | None:
        """The first violation, or else the misuse, or the first that is excused."""
        return self.violation or self.misuse or next(iter(self.excused), None)

    @property
    def rules(self) -> frozenset[str]:
        """The ids of all rules that are violated, the misuse and those that are excused among them."""
        misuse = () if self.misuse is None else (self.misuse,)
        return frozenset(one.rule for one in (*self.violations, *misuse, *self.excused))


class ViolatedAt(Exception):
    """A `RuleViolated` with its owner, a class or a part of the case, and its site in the network."""

    def __init__(self, violated: RuleViolated, owner: str, site: str = "") -> None:
        super().__init__(violated, owner, site)
        self.violated, self.owner, self.site = violated, owner, site


RESNET = "https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.resnet50.html"
RESNET_18 = "https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.resnet18.html"
TRANSFORMERS = (
    *("ResNetForImageClassification", "ResNetModel", "ResNetEmbeddings", "ResNetEncoder", "ResNetStage"),
    *("ResNetBottleNeckLayer", "ResNetConvLayer", "ResNetShortCut"),
)
"""The modules of Hugging Face's ResNets."""

PAGES = {kind.name: kind.page for kind in LAYERS.values() if kind.page} | {
    "network": RESNET,
    "resnet": RESNET,
    "ResNet": RESNET,
    "Bottleneck": RESNET,
    "BasicBlock": RESNET_18,
    "SelectAdaptivePool2d": "https://huggingface.co/docs/timm/models/resnet",
    **dict.fromkeys(TRANSFORMERS, "https://huggingface.co/docs/transformers/model_doc/resnet"),
    "Getter": "https://docs.pytorch.org/vision/stable/feature_extraction.html",
    "edit": "generated/torch.nn.Module.html",
    "load": "generated/torch.nn.Module.html",
}
"""The pages of the owners that are no class of torch.nn."""


def _page(rule: Rule, owner: str) -> str:
    page = rule.page or PAGES.get(owner) or f"generated/torch.nn.{owner}.html"
    return page if page.startswith("https:") else REFERENCE + page


def violation_of(stage: Stage, violated: RuleViolated, owner: str, site: str = "") -> Violation:
    """The `Violation` of a rule of an owner: a module, a loss or a part of a case."""
    values = violated.wanted, violated.got
    said = _said(violated.rule, *values, *map(shown, values), owner)
    return replace(said, stage=stage, site=site)


@lru_cache(maxsize=8192)
def _said(
    rule: Rule, wanted: Fact, got: Fact, wanted_shown: str, got_shown: str, owner: str
) -> Violation:
    """A violation in words, at any place: every layer of a network may violate the same rule alike.

    Values that are equal and of different types, such as 1 and True, are told apart by how they are
    shown.
    """
    violated, layer, name = RuleViolated(rule, wanted, got), NAMES.get(owner, owner), owner.lower()
    return Violation(
        stage="forward",
        site="",
        rule=f"{name}.{rule.name}",
        group=rule.name if rule.shared else f"{name}.{rule.name}",
        wanted=wanted_shown,
        got=got_shown,
        cause=violated.text(rule.cause, layer),
        repairs=violated.repairs(layer),
        page=_page(rule, owner),
        of_values=rule.of_values,
        out_of_bounds=rule.out_of_bounds,
        capability=violated.text(rule.capability, layer),
    )
