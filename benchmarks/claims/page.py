"""The page of claims, as Markdown."""

from collections import Counter
from collections.abc import Iterator

from benchmarks.claims.article import ALMOST_ALWAYS, OF_SHAPES
from benchmarks.claims.claim import Claim, Verdict, try_out
from fuzz.catalogue.entry import Entry
from strategies.stage import STAGES

VALUE_ERROR = "ValueError"


def page(claims: tuple[Claim, ...], entries: list[Entry], version: str) -> str:
    """Every claim with its verdict and what was run, and each way to a ValueError that is catalogued."""
    tried = [(claim, *try_out(claim)) for claim in claims]
    ways = [entry for entry in entries if entry.signature.kind != "divergent" and _words(entry)]
    counts = Counter([_share_of_shapes(ways)[0], *(verdict for _, verdict, _ in tried)])
    lines = [
        "# What causes ValueError in ResNet-50?",
        "",
        "An article of 2025-01-30 with this title answers with confidence. Each of its claims about",
        "PyTorch was run, as cases of this project: the verdict is `true` where all that was tried went",
        "as claimed, `false` where nothing did. Keras, whose conventions most of the false ones fit,",
        "was not run.",
        "",
        f"Made by `python -m benchmarks.claims` with torch {version}; a test runs it again.",
        "",
        f"**{counts.total()} claims: {counts['true']} true, {counts['partly true']} partly true,"
        f" {counts['false']} false.**",
    ]
    lines += _first(ways)
    for number, (claim, verdict, trials) in enumerate(tried, 2):
        lines += ["", f"## {number}. {verdict.capitalize()}", "", f"> {claim.quote}", ""]
        lines += ["| tried | claimed | what happens | failure |", "|---|---|---|---|"]
        for one in trials:
            named = f"`{one.entry}`" if one.entry else ""
            lines.append(_row(one.trial.what, _claimed(one.trial.says), one.happened, named))
        lines += ["", claim.instead]
    return "\n".join([*lines, "", *_value_errors(ways, entries)]) + "\n"


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
