"""What a user names on the command line: MODULE:FACTORY, imported and built."""

from fuzz.check.running.source import Source, source_of
from fuzz.execution.named.find import find


def load(name: str) -> Source:
    """The network that a name stands for, from a module that Python finds, the current directory first.

    Raises `FuzzError` where there is none; what its constructor raises is raised as it is.
    """
    return source_of(find(name), name)
