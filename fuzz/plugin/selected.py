"""Items of ours that are named on pytest's command line, as its reports name them: ``corpus::ID``.

The id of a cause stands for all of its variants.
"""

import pytest

from fuzz.plugin.corpus import CorpusItem

OURS = ("corpus", "check", "fuzz")
"""What the names of our items begin with. None of them is a path, which pytest would look for."""


class Selected:
    """Takes the names of our items out of what pytest is to collect, and keeps the items of these alone.

    Files and directories that are named beside them are collected as ever.
    """

    def __init__(self, config: pytest.Config) -> None:
        self.names = [arg for arg in config.args if _is_ours(arg)]
        if self.names:
            config.args[:] = [arg for arg in config.args if not _is_ours(arg)]

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Deselect what of ours is not named. Raises `pytest.UsageError` for a name that nothing has."""
        if not self.names:
            return
        for name in self.names:
            if not any(_has(item, name) for item in items):
                raise pytest.UsageError(f"{name}: there is no such item; --collect-only -q lists them")
        left = [item for item in items if _is_ours(item.nodeid) and not self._names(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]

    def _names(self, item: pytest.Item) -> bool:
        return any(_has(item, name) for name in self.names)


def _is_ours(name: str) -> bool:
    return name.partition("::")[0] in OURS and "::" in name


def _has(item: pytest.Item, name: str) -> bool:
    cause = f"corpus::{item.entry.group}" if isinstance(item, CorpusItem) else ""
    return name in (item.nodeid, cause) or item.nodeid.startswith((f"{name}::", f"{name}["))
