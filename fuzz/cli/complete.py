"""What a shell offers when somebody presses Tab: ids, layers, losses. No torch is imported.

A shell asks the command itself, so each answer has to come at once, and never with an error.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from click import Context, Parameter
from click.shell_completion import CompletionItem

from fuzz.catalogue.store import CORPUS, Catalogue, is_packed
from fuzz.error import FuzzError
from strategies.network.models import reading


def ids(context: Context, _: Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the causes that begin like this; where none does, the rules and ids of variants."""
    catalogue = _catalogue(context)
    return offered(_causes(catalogue), incomplete) or offered(_variants(catalogue), incomplete)


def words(context: Context, _: Parameter, incomplete: str) -> list[CompletionItem]:
    """What can be looked for: layers and losses by their names, and ids of causes."""
    from strategies.layer import LAYERS
    from strategies.loss import LOSSES

    return offered((*LAYERS, *LOSSES, *_causes(_catalogue(context))), incomplete)


def offered(known: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """Those of some words that begin like this, in small letters or large."""
    start = incomplete.casefold()
    return [CompletionItem(word) for word in known if word.casefold().startswith(start)]


def listed(known: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """As `offered`, of words with commas between them: what stands before the last comma stays."""
    before, comma, last = incomplete.rpartition(",")
    there = set(before.split(","))
    some = offered((word for word in known if word not in there), last)
    return [CompletionItem(f"{before}{comma}{item.value}") for item in some]


def _catalogue(context: Context) -> Path:
    """The catalogue that is named in the line so far; of several, the first."""
    given = context.params.get("source") or context.params.get("catalogue")
    return Path(given) if given else CORPUS


def _causes(catalogue: Path) -> list[str]:
    """The ids of causes: the names of files, which need not be read, but for a packed catalogue."""
    if is_packed(catalogue):
        with suppress(FuzzError, OSError):
            return [cause.id for cause in Catalogue(catalogue).causes]
        return []
    return sorted(path.stem for path in catalogue.glob("*.json"))


def _variants(catalogue: Path) -> list[str]:
    """The rules that variants break, which stand for them as a part of their ids, and these ids."""
    with suppress(FuzzError, OSError), reading():
        entries = Catalogue(catalogue).entries
        rules = {entry.signature.rule for entry in entries.values()} - {""}
        return [*sorted(rules), *entries]
    return []
