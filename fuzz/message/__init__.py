"""Error messages read: what a message says in its own numbers, asked of the contract."""

from fuzz.message.read import read

__all__ = ["read"]
