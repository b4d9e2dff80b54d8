"""Rules of the constructors of models. Source of all: torchvision/models/resnet.py, 0.28."""

from functools import lru_cache

from strategies.network.torchvision import DEPTHS, effective
from strategies.repair import Repair, SetSubject
from strategies.rule import Rule, RuleViolated
from strategies.subject import Subject
from strategies.violation import ViolatedAt

PAGE = "https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.resnet50.html"
BASIC_PAGE = "https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.resnet18.html"

DILATED = Rule(
    "replace_stride_with_dilation",
    "replace_stride_with_dilation must be a tuple of {wanted} flags, but got {got}",
    (
        Repair(
            "pass one flag for each of layer2, layer3 and layer4: (False, False, True)",
            SetSubject("replace_stride_with_dilation", (False, False, True)),
        ),
    ),
    PAGE,
)
ONE_ARGUMENT = Rule(
    "norm_layer",
    "norm_layer is called with {wanted}, but nn.GroupNorm requires {got} arguments",
    (
        Repair(
            "use norm_layer=lambda channels: nn.GroupNorm(32, channels)",
            SetSubject("norm_layer", "GroupNorm(32)"),
        ),
    ),
    "generated/torch.nn.GroupNorm.html",
)


@lru_cache(maxsize=16)
def _pinned(option: str) -> Rule:
    """The rule that an option has the value that the function sets: ``_ovewrite_named_param``."""
    default = getattr(Subject(), option)
    return Rule(
        f"pinned_{option}",
        f"the function of the model sets {option}={{wanted}} itself, but got {{got}}",
        (Repair(f"leave out {option}", SetSubject(option, default)),),
        PAGE,
    )


PLAIN_CONVOLUTION = Rule(
    "width",
    "a BasicBlock supports only {wanted}, but got {got}",
    (
        Repair("leave out groups", SetSubject("groups", 1)),
        Repair("leave out width_per_group", SetSubject("width_per_group", 64)),
        Repair("use a model of Bottlenecks, such as resnet50", told=False),
    ),
    BASIC_PAGE,
)
"""``BasicBlock.__init__``: ``if groups != 1 or base_width != 64: raise ValueError``"""

UNDILATED = Rule(
    "dilation",
    "a BasicBlock can't be dilated, but replace_stride_with_dilation is {got}",
    (
        Repair("leave out replace_stride_with_dilation", SetSubject("replace_stride_with_dilation", ())),
        Repair("use a model of Bottlenecks, such as resnet50", told=False),
    ),
    BASIC_PAGE,
)
"""``BasicBlock.__init__``: ``if dilation > 1: raise NotImplementedError``"""


def check_constructor(subject: Subject) -> None:
    """Raise `ViolatedAt` for the first option that the constructor of a model refuses."""
    if subject.model not in DEPTHS:
        return
    owner = "resnet"
    try:
        _check_resnet(subject)
        if DEPTHS[subject.model].block == "BasicBlock":
            owner = "BasicBlock"
            _check_basic_block(subject)
    except RuleViolated as violated:
        raise ViolatedAt(violated, owner) from None


def _check_resnet(subject: Subject) -> None:
    for option, value in DEPTHS[subject.model].pinned.items():
        given = getattr(subject, option)
        _pinned(option).require(given in (getattr(Subject(), option), value), value, given)
    flags = subject.replace_stride_with_dilation
    DILATED.require(len(flags) in (0, 3), 3, len(flags))
    ONE_ARGUMENT.require(subject.norm_layer != "GroupNorm", "the number of channels alone", "two")


def _check_basic_block(subject: Subject) -> None:
    groups, width = effective(subject, "groups"), effective(subject, "width_per_group")
    wanted, got = (f"groups={g} and width_per_group={w}" for g, w in ((1, 64), (groups, width)))
    PLAIN_CONVOLUTION.require((groups, width) == (1, 64), wanted, got)
    flags = subject.replace_stride_with_dilation
    UNDILATED.require(not any(flags), "no dilation", str(flags))
