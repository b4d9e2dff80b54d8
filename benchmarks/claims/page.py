"""The page of claims, as Markdown."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from benchmarks.claims.article import ALMOST_ALWAYS, OF_SHAPES
from benchmarks.claims.claim import Claim, Tried, Verdict, try_out
from benchmarks.claims.elsewhere import Elsewhere
from fuzz.catalogue.entry import Entry
from strategies.case import key
from strategies.stage import STAGES

VALUE_ERROR = "ValueError"

PLACE = re.compile(r" at `[^`]*`")


def page(claims: tuple[Claim, ...], entries: list[Entry], version: str, seen: Elsewhere) -> str:
    """Every claim with its verdict and what was run, here and in other implementations (``seen``), and
    each way to a ValueError that is catalogued."""
    tried = [(claim, *try_out(claim)) for claim in claims]
    ways = [entry for entry in entries if entry.signature.kind != "divergent" and _words(entry)]
    counts = Counter([_share_of_shapes(ways)[0], *(verdict for _, verdict, _ in tried)])
    lines = [
        "# What causes ValueError in ResNet-50?",
        "",
        "An article of 2025-01-30 with this title answers with confidence. Each of its claims about",
        "PyTorch was run, as cases of this project: the verdict is `true` where all that was tried went",
        "as claimed, `false` where nothing did. The verdicts are on torchvision's network; beside it,",
        "what was tried was made in others as well: *the same* ends in the same words.",
        "",
        f"Made by `python -m benchmarks.claims` with torch {version}; a test runs it again, but for the",
        "others (`python -m benchmarks.claims.elsewhere`).",
        "",
        f"**{counts.total()} claims: {counts['true']} true, {counts['partly true']} partly true,"
        f" {counts['false']} false.**",
    ]
    lines += _first(ways)
    for number, (claim, verdict, trials) in enumerate(tried, 2):
        lines += ["", f"## {number}. {verdict.capitalize()}", "", f"> {claim.quote}", ""]
        lines += _table(trials, seen)
        lines += ["", claim.instead]
    return "\n".join([*lines, "", *_value_errors(ways, entries)]) + "\n"


def _table(trials: Iterable[Tried], seen: Elsewhere) -> Iterator[str]:
    """A row for each trial: what torchvision's network does, its failure, and what the others do."""
    names = list(dict.fromkeys(name for others in seen.values() for name in others))
    yield _row("tried", "claimed", "what happens", "failure", *names)
    yield "|---" * (4 + len(names)) + "|"
    for one in trials:
        others = seen.get(key(one.trial.case).decode(), {})
        named = f"`{one.entry}`" if one.entry else ""
        told = (_other(one, others.get(name, "")) for name in names)
        yield _row(one.trial.what, _claimed(one.trial.says), one.happened, named, *told)


def _other(one: Tried, happened: str) -> str:
    if _placeless(happened) != _placeless(one.happened):
        return happened or "-"
    place = PLACE.search(happened)
    return "the same" if happened == one.happened or place is None else f"the same,{place[0]}"


def _placeless(happened: str) -> str:
    return PLACE.sub("", happened)


def _first(ways: list[Entry]) -> list[str]:
    """The claim that the article begins with, held against all ways to a ValueError."""
    verdict, shapes = _share_of_shapes(ways)
    told = (
        f"Of {len(ways)} failures of the corpus that raise a ValueError, {shapes} are about the shape of"
        f" a tensor ({shapes / len(ways):.0%}). The others are about an option: a reduction, a"
        " probability, a number of groups or heads, a padding mode."
    )
    return ["", f"## 1. {verdict.capitalize()}", "", f"> {ALMOST_ALWAYS}", "", told]


def _share_of_shapes(ways: list[Entry]) -> tuple[Verdict, int]:
    """How many ways to a ValueError are about shapes, and whether that is almost all or hardly any."""
    shapes = sum(entry.signature.rule.partition(".")[2] in OF_SHAPES for entry in ways)
    share = shapes / len(ways)
    return ("true" if share > 0.9 else "partly true" if share > 0.1 else "false"), shapes


def _claimed(says: str) -> str:
    return f"`{says}`" if says.endswith("Error") else says


def _value_errors(ways: list[Entry], entries: list[Entry]) -> Iterator[str]:
    exceptions = Counter(name for entry in entries for name in {w.exception for w in entry.wordings})
    most = ", ".join(f"{name} {count}" for name, count in exceptions.most_common(4))
    stages = Counter(entry.signature.stage for entry in ways)
    spread = ", ".join(f"{stages[stage]} in {stage}" for stage in STAGES if stages[stage])
    yield "## Every way to an actual ValueError that is catalogued"
    yield ""
    yield f"Of {len(entries)} failures in the corpus, {len(ways)} raise a ValueError: {spread}."
    yield f"What the corpus was seen to raise, by the number of failures: {most}."
    yield "In `build` no tensor has been looked at yet: there it is an option that is wrong."
    for stage in STAGES:
        if not stages[stage]:
            continue
        yield from (
            "",
            f"### {stage}",
            "",
            "| failure | message | why, in its smallest case |",
            "|---|---|---|",
        )
        for entry in ways:
            if entry.signature.stage == stage:
                yield _row(f"`{entry.id}`", "; ".join(_words(entry)), entry.cause)


def _words(entry: Entry) -> list[str]:
    return [word.template for word in entry.wordings if word.exception == VALUE_ERROR]


def _row(*cells: str) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    """A text that stays in its cell."""
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())
