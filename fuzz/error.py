"""The errors of the tool: one root, each with a message for the person who caused it."""


class FuzzError(Exception):
    """Something a user gave is wrong. The message says what, where (file, field, option), what to do."""
