"""Model: an implementation of a ResNet that people use, and what all others ask about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from strategies.network.node import Block
from strategies.subject import Subject

STEM = ("conv1", "bn1", "relu", "maxpool")
STAGES = ("layer1", "layer2", "layer3", "layer4")
HEAD = ("avgpool", "fc")

PARTS = (*STEM, *STAGES, *HEAD)
"""The parts of a ResNet, under the names that torchvision gives them."""

PLAIN_PARTS = ("", "fc", "avgpool", "conv1", "layer4", "layer1")
"""What people mostly edit, the plainest first: the whole network, head, stem, stages."""

TORCHVISION = {part: part for part in PARTS}
"""The parts of torchvision's own models, each at the site of its name."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Model:
    """One model: a row of the tables beside this file.

    ``parts`` are the anchors that people edit: for the parts of a ResNet under torchvision's names,
    their sites in this model. It may name deeper ones as well (``layer4.0.bn1``); a part that it has not
    is no module of its own.
    """

    name: str
    """How cases name it."""

    library: str
    """The package that it is of, which is the extra that installs it, too."""

    describe: Callable[[Subject], Block]
    """The network for the options of a subject."""

    source: str
    """The expression that constructs it, with ``{options}`` where its options are passed, or ``{more}``
    where they follow others."""

    imports: tuple[str, ...]
    """The statements that the expression needs."""

    options: Mapping[str, str]
    """The options of a subject that it has, each with the name of the argument."""

    parts: Mapping[str, str]

    prelude: tuple[str, ...] = ()
    """The statements that come before all imports."""

    output: str = ""
    """The attribute of what it returns that is the tensor of logits; "" where it returns that itself."""

    channels: int = 3
    """The channels of the images that it takes."""

    side: int = 32
    """The height and width of the smallest of its images that cases are drawn with."""

    def site(self, part: str) -> str:
        """The site of a part: of the longest that it knows of, with what follows behind it as it is."""
        names = part.split(".")
        for depth in range(len(names), 0, -1):
            known = self.parts.get(".".join(names[:depth]))
            if known is not None:
                return ".".join((known, *names[depth:]))
        return part

    @property
    def plain_sites(self) -> tuple[str, ...]:
        """The sites that people mostly edit, the plainest first."""
        return tuple(
            self.parts.get(part, part) for part in PLAIN_PARTS if not part or part in self.parts
        )

    @property
    def stages(self) -> tuple[str, ...]:
        """The sites of the stages."""
        return tuple(self.parts[stage] for stage in STAGES if stage in self.parts)

    def part_of(self, site: str) -> str:
        """The part that a site belongs to; "" where it belongs to none."""
        return next(
            (part for part, own in self.parts.items() if part in PARTS and _is_in(site, own)), ""
        )


def _is_in(site: str, other: str) -> bool:
    return site == other or site.startswith(f"{other}.")
