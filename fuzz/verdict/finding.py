"""Finding: what there is to say of an outcome, and the signature that makes two findings the same."""

from typing import Literal

import msgspec

from fuzz.verdict.template import template
from strategies.stage import Stage
from strategies.violation import Violation

FindingKind = Literal["rejected", "misplaced", "silent", "spurious", "warned", "nonfinite", "divergent"]
"""What the contract says of a case, and what torch made of it.

- ``rejected``: forbidden, and refused there and then.
- ``misplaced``: forbidden, and refused later or elsewhere than where the fault is.
- ``silent``: forbidden, or what nobody means; and torch lets it pass.
- ``spurious``: allowed, and refused.
- ``warned``: allowed, and done with a warning.
- ``nonfinite``: allowed, and it gives NaN or infinity.
- ``divergent``: one device refuses it and another does not, or they give different outputs.
"""

REFUSED: tuple[FindingKind, ...] = ("rejected", "misplaced", "spurious")
"""The kinds of which torch raises an exception."""

NOT_FINITE = {
    "forward": "the output is not finite",
    "loss": "the loss is not finite",
    "backward": "a gradient is not finite",
}


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What two findings share when they are the same one: never a size, a place, a version, a device.

    ``rule`` is the id of the rule that the case breaks, at the ``stage`` where it breaks it. Where it
    breaks none, the operation, the exception (a type, or a warning's category) and the template of the
    message (see `fuzz.verdict.template`) tell, at the stage where torch says so.
    """

    stage: Stage
    kind: FindingKind
    rule: str = ""
    op: str = ""
    exception: str = ""
    template: str = ""


class Wording(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True, gc=False):
    """What torch may say: an exception's type or a warning's category, and a message's template."""

    exception: str
    template: str


class Finding(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A signature with what one case showed: at which stage and site torch said what, and the cause.

    ``exception`` and ``message`` are empty where torch said nothing; ``cause`` is None where the case
    breaks no rule. A silent finding's stage is as far as one has to run to see it.
    """

    signature: Signature
    stage: Stage
    message: str = ""
    site: str = ""
    exception: str = ""
    cause: Violation | None = None

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """What torch said, whatever the sizes in it; nothing where it said nothing."""
        return (Wording(self.exception, template(self.message)),) if self.exception else ()
