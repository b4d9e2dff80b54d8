"""What an outcome means: a finding, and the signature by which findings are told apart."""

from fuzz.verdict.finding import Finding, FindingKind, Signature, Wording
from fuzz.verdict.judgement import judge
from fuzz.verdict.template import template

__all__ = ["Finding", "FindingKind", "Signature", "Wording", "judge", "template"]
