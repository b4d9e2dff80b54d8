"""Error messages parsed: the rule that a message shows violated, with the sizes of the message."""

from fuzz.message.read import read

__all__ = ["read"]
