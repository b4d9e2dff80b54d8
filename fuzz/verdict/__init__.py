"""What an outcome means: a finding, and the signature that tells findings apart.

The comparison of outcomes with the contract is in the modules of this package, and not imported here:
catalogues are read without the contract.
"""

from fuzz.verdict.finding import Finding, FindingKind, Signature, Wording
from fuzz.verdict.template import template

__all__ = ["Finding", "FindingKind", "Signature", "Wording", "template"]
