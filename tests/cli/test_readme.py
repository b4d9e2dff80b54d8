"""The figures of the README and the pages are right; `tests.cli.test_pages` has what they show."""

import re
from collections import Counter

from benchmarks import readme
from fuzz.catalogue import Catalogue
from fuzz.report.script import script
from strategies.layer import LAYERS
from strategies.loss import LOSSES
from strategies.sweep import Bounds, size

README = readme.README.read_text()
TOLD = ("README.md", "LIMITATIONS.md", "docs/index.md", "docs/how-it-works.md", "docs/continuous.md")
TEXT = " ".join(" ".join((readme.ROOT / page).read_text() for page in TOLD).split())


def counted() -> dict[str, int]:
    """Every figure of the corpus and the vocabulary that a text gives, by the words around it."""
    catalogue = Catalogue()
    entries = list(catalogue)
    kinds = Counter(entry.signature.kind for entry in entries)
    texts = [script(entry) for entry in entries if entry.signature.kind != "divergent"]
    return {
        r"A corpus of (\S+) failures": len(entries),
        r"A corpus of \S+ failures with (\S+) causes": len(catalogue.causes),
        r"Of (\S+) failures of the corpus": len(entries),
        r"corpus, (\S+) are rejected": kinds["rejected"],
        r"rejected, (\S+) misplaced": kinds["misplaced"],
        r"misplaced, (\S+) silent": kinds["silent"],
        r"silent, (\S+) divergent": kinds["divergent"],
        r"divergent, (\S+) crashed": kinds["crashed"],
        r"crashed, and (\S+) torch's own": kinds["spurious"] + kinds["warned"] + kinds["nonfinite"],
        r"there are \((\S+) for all the defaults\)": size(Bounds()),
        r"plain PyTorch of at most (\S+) lines": max(len(text.splitlines()) for text in texts),
        r"ResNet-50\), (\S+) kinds of layer": len(LAYERS),
        r"kinds of layer, (\S+) losses": len(LOSSES),
    }


def test_each_figure_is_what_there_is() -> None:
    there = counted()
    told = {words: set(re.findall(words, TEXT)) for words in there}
    assert told == {words: {f"{number:,}"} for words, number in there.items()}


def test_the_shown_replay_begins_and_ends_as_it_does() -> None:
    names = sorted(Catalogue().entries)
    assert f"    $ fuzz replay\n    SAME     {names[0]}\n    ...\n" in README
    assert f"    {len(names) - 1} SAME, 1 SKIPPED\n" in README
