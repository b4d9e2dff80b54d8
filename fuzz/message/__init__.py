"""Error messages read back: what was raised in a pasted text, and the answers that it has."""

from fuzz.message.answer import Answer
from fuzz.message.read import Explanation, explain

__all__ = ["Answer", "Explanation", "explain"]
