"""Finding: an outcome that the contract doesn't predict or forbids, and its signature."""

from typing import Literal, NamedTuple

import msgspec

from fuzz.verdict.template import template
from strategies.stage import Stage
from strategies.violation import Violation

FindingKind = Literal[
    "rejected",
    "misplaced",
    "silent",
    "spurious",
    "warned",
    "nonfinite",
    "divergent",
    "crashed",
    "timeout",
    "oom",
]
"""What the contract says about a case, and what torch did.

- ``rejected``: it violates a rule, and torch raises an error there.
- ``misplaced``: it violates a rule, and torch raises an error later or elsewhere.
- ``silent``: it violates a rule or is a misuse, and torch raises no error.
- ``spurious``: it is valid, and torch raises an error.
- ``warned``: it is valid, and torch gives a warning.
- ``nonfinite``: it is valid, and the result is NaN or infinite.
- ``divergent``: one device raises an error and another does not, or their outputs differ.
- ``crashed``, ``timeout``, ``oom``: whatever it violates, it ends the process that runs it.
"""

REFUSED: tuple[FindingKind, ...] = ("rejected", "misplaced", "spurious")
"""The kinds of findings in which torch raises an exception."""

DEADLY: tuple[FindingKind, ...] = ("crashed", "timeout", "oom")
"""The kinds of findings that end the process: their cases are run in a child alone."""

LATER = "the process ends in a later case"
"""The message of what corrupts memory, so that another case dies of it."""

NOT_FINITE = {
    "forward": "the output is not finite",
    "loss": "the loss is not finite",
    "backward": "a gradient is not finite",
}


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The identity of a finding: independent of sizes, sites, versions and devices.

    ``rule`` is the id of the rule that the case violates, at the ``stage`` where it does. Where it
    violates none, the signature is the operation, the exception (a type, or a warning's category) and
    the template of the message (see `fuzz.verdict.template`), at the stage where torch raises it.
    """

    stage: Stage
    kind: FindingKind
    rule: str = ""
    op: str = ""
    exception: str = ""
    template: str = ""


class Wording(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True, gc=False):
    """A message of torch: an exception's type or a warning's category, and the message's template."""

    exception: str
    template: str


class Failure(NamedTuple):
    """What a finding shows, so that another case can be said to fail alike.

    It is the signature with the very error: the stage, operation, exception and template of torch, and
    whether it is raised at the site of the violation or ``elsewhere``. One rule may have several.
    """

    signature: Signature
    stage: Stage
    op: str
    exception: str
    template: str
    elsewhere: bool


class Finding(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A signature with the stage, site and message of torch in one case, and the cause.

    ``op`` is the operation that raised. ``exception`` and ``message`` are empty where torch raised
    nothing; ``cause`` is None where the case violates no rule. A silent finding's stage is the one up
    to which the case has to be run.
    """

    signature: Signature
    stage: Stage
    message: str = ""
    site: str = ""
    exception: str = ""
    cause: Violation | None = None
    op: str = ""

    @property
    def failure(self) -> Failure:
        """The failure, independent of sizes, of versions and of where in the network it is."""
        elsewhere = self.cause is not None and self.site != self.cause.site
        words = template(self.message)
        return Failure(self.signature, self.stage, self.op, self.exception, words, elsewhere)

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """The message of torch without its sizes; empty where there was none, as in a death."""
        spoken = bool(self.exception) and self.signature.kind not in DEADLY
        return (Wording(self.exception, template(self.message)),) if spoken else ()
