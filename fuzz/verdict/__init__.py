"""What an outcome means: a finding, and the signature by which findings are told apart.

What compares an outcome with the contract is in the files beside this one: a reader of catalogues does
without the contract.
"""

from fuzz.verdict.finding import Finding, FindingKind, Signature, Wording
from fuzz.verdict.template import template

__all__ = ["Finding", "FindingKind", "Signature", "Wording", "template"]
