"""What the README and the pages show: their commands, their programs, the files that they name."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from benchmarks.readme import PAGES, ROOT

TEXTS = (*PAGES, ROOT / "LIMITATIONS.md", ROOT / "CONTRIBUTING.md")
CUT = {">", ">>", "<", "2>", "|", "&&", ";"}
"""What ends the words of a command."""

ASSIGNED = re.compile(r"[A-Z_]+=.*")


class Command(NamedTuple):
    """A command that a page shows, word by word; a ``mention`` is in a sentence, and may be a part."""

    page: Path
    words: tuple[str, ...]
    mention: bool

    def __str__(self) -> str:
        return f"{self.page.name}: {shlex.join(self.words)}"


def commands(first: str) -> list[Command]:
    """The commands of all pages that begin with a word."""
    return [each for page in TEXTS for each in _commands(page) if each.words[:1] == (first,)]


def programs(page: Path) -> Iterator[str]:
    """The Python programs of a page."""
    return (token.content for token in _tokens(page) if token.type == "fence" and token.info == "python")


def named(program: str) -> str:
    """The file that the first line of a program says it is; "" where it says none."""
    found = re.match(r"# (\S+\.py)\n", program)
    return found[1] if found else ""


def blocks(page: Path, info: str) -> list[str]:
    """The fenced blocks of a page in a language."""
    return [token.content for token in _tokens(page) if token.type == "fence" and token.info == info]


def mentions(page: Path) -> Iterator[str]:
    """What a page has in back quotes."""
    return (token.content for token in _tokens(page) if token.type == "code_inline")


def _tokens(page: Path) -> Iterator[Token]:
    for token in MarkdownIt().enable("table").parse(page.read_text()):
        yield token
        yield from token.children or ()


def _commands(page: Path) -> Iterator[Command]:
    for token in _tokens(page):
        if token.type == "code_block":
            for line in token.content.replace("\\\n", " ").splitlines():
                yield Command(page, _words(line.removeprefix("$ ")), mention=False)
        elif token.type == "code_inline":
            yield Command(page, _words(token.content), mention=True)


def _words(line: str) -> tuple[str, ...]:
    """The words of a command up to what is done with its output; none where it is no command."""
    try:
        words = shlex.split(line, comments=True)
    except ValueError:  # a quotation mark in a text
        return ()
    end = next((place for place, word in enumerate(words) if word in CUT), len(words))
    begin = next((place for place, word in enumerate(words) if not ASSIGNED.fullmatch(word)), end)
    return tuple(words[begin:end])
