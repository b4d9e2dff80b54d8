"""The inventory as a page."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from benchmarks.inventory.reach import Reached, State

HEAD = """\
# Messages

What torch {torch} and torchvision {torchvision} can say to whoever trains or edits a ResNet, and how
much of it `fuzz explain` reads. Made by `make messages`: the Python code by its syntax trees, the native
operations by the strings of the library.

A template is *read* where `explain` answers a sample of it, its values filled in. It is *outside* where
somebody who works with our layers and losses hardly meets it; the reason is told. The share read is read
of read and unread.
"""


def share(found: Iterable[Reached]) -> float:
    """How much is read of what is not outside."""
    states = [one.state for one in found]
    read, unread = states.count("read"), states.count("unread")
    return read / (read + unread) if read + unread else 1.0


def plain(found: list[Reached], state: State) -> str:
    """The messages in one state, by file, as text."""
    kept = [one for one in found if one.state == state]
    lines: list[str] = []
    for (source, file), ones in groupby(kept, lambda one: (one.message.source, one.message.file)):
        lines += ["", f"## {source}: {file}"]
        lines += [
            f"{one.message.function}: {one.message.exception}: {one.message.text}"
            + (f"   [{one.by}]" if one.by else "")
            for one in ones
        ]
    return "\n".join(lines).strip() + "\n"


def page(found: list[Reached], torch: str = "", torchvision: str = "") -> str:
    """The page: a table of the sources, then what is not read, then what is outside."""
    return "\n".join(_lines(found, torch, torchvision)).rstrip() + "\n"


def _lines(found: list[Reached], torch: str, torchvision: str) -> Iterator[str]:
    yield HEAD.format(torch=torch, torchvision=torchvision)
    yield "| source | templates | read | outside | unread | share read |"
    yield "|---|---:|---:|---:|---:|---:|"
    for source, ones in groupby(found, lambda one: one.message.source):
        yield _row(source, list(ones))
    yield _row("all", found)
    yield from ("", "## Not read")
    yield from _by_file(found, "unread")
    yield from ("", "## Outside")
    yield from _outside(found)


def _row(source: str, ones: list[Reached]) -> str:
    states = [one.state for one in ones]
    counts = " | ".join(str(states.count(state)) for state in ("read", "outside", "unread"))
    return f"| {source} | {len(ones)} | {counts} | {share(ones):.0%} |"


def _by_file(found: list[Reached], state: State) -> Iterator[str]:
    kept = [one for one in found if one.state == state]
    for file, ones in groupby(kept, lambda one: one.message.file):
        yield from ("", f"### {file}", "")
        for one in ones:
            yield f"- {_shown(one)}"


def _outside(found: list[Reached]) -> Iterator[str]:
    kept = [one for one in found if one.state == "outside"]
    for why in sorted({one.outside for one in kept}):
        ones = [one for one in kept if one.outside == why]
        yield from ("", f"### {why[0].upper()}{why[1:]} ({len(ones)})", "")
        files = sorted({one.message.file for one in ones})
        yield from (f"- {file}: {sum(one.message.file == file for one in ones)}" for file in files)


def _shown(one: Reached) -> str:
    text = one.message.text.replace("`", "'")
    return f"`{one.message.function}`: `{one.message.exception}: {text}`"
