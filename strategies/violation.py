"""Violation: the first thing about a case that the documentation does not allow, and where."""

from typing import NamedTuple

import msgspec

from strategies.rule import RuleViolated, TensorSpec, shown
from strategies.stage import Stage

NAMES = {"network": "the network", "edit": "the edit", "load": "load_state_dict"}
"""What is said for an owner that is no class of torch's."""

REFERENCE = "https://docs.pytorch.org/docs/stable/"


class Violation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A broken rule: its id (``conv2d.channels``), where, what it wants and has, and what to do.

    ``site`` is the dotted path of a module, "" for the network itself, the loss and the backward pass;
    of the stage ``build`` it is the site of the edit. ``of_values`` as in `strategies.rule.Rule`.
    """

    stage: Stage
    site: str
    rule: str
    wanted: str
    got: str
    cause: str
    fix: str
    page: str
    of_values: bool = False
    capability: str = ""

    @property
    def description(self) -> str:
        """The cause with its place, as a person reads it."""
        return f"at {self.site}, {self.cause}" if self.site else self.cause


class Prediction(NamedTuple):
    """What ought to happen to a case.

    ``violations`` are why torch ought to refuse it, in the order in which they are met: those of the
    network, or else those of the loss and the way back. ``excused`` count only where torch refuses:
    those of layers that are made and never called, and of features that are written over under
    autocast, where a layer may have kept a copy. ``misuse`` is what nobody refuses and nobody means.
    Where the network breaks no rule, ``output`` is what it gives.
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
        """The first violation, or else the doubt, or what is excused."""
        return self.violation or self.misuse or next(iter(self.excused), None)


class ViolatedAt(Exception):
    """A `RuleViolated` by a module of some kind at a site, which grows on the way up to the network."""

    def __init__(self, violated: RuleViolated, owner: str, site: str = "") -> None:
        super().__init__(violated, owner, site)
        self.violated, self.owner, self.site = violated, owner, site


def _page(page: str) -> str:
    return page if page.startswith("https:") else REFERENCE + page


def violation_of(stage: Stage, violated: RuleViolated, owner: str, site: str = "") -> Violation:
    """The violation of a rule that a module, a loss or a part of a case asks for."""
    rule, layer = violated.rule, NAMES.get(owner, owner)
    return Violation(
        stage=stage,
        site=site,
        rule=f"{owner.lower()}.{rule.name}",
        wanted=shown(violated.wanted),
        got=shown(violated.got),
        cause=violated.text(rule.cause, layer),
        fix=violated.text(rule.fix, layer),
        page=_page(rule.page or f"generated/torch.nn.{owner}.html"),
        of_values=rule.of_values,
        capability=violated.text(rule.capability, layer),
    )
