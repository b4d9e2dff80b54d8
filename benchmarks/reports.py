"""Public reports that `fuzz explain` is held against: right first, wrong, or silent.

    python -m benchmarks.reports [FILE...]

A file is a list of reports: ``id``, ``source``, the pasted ``text``, what is right in words (``cause``,
``fix``), whether it is ``in_scope``, and ``right``: the names of the answers that are right. Out of
scope, and where the message can't tell, silence is right.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from fuzz.catalogue import Catalogue, Entry
from fuzz.catalogue.explain import explained
from fuzz.message import explain

REPORTS = Path(__file__).parents[1] / "tests" / "reports"
Report = dict[str, Any]


def scored(report: Report, entries: list[Entry]) -> tuple[str, str]:
    """Whether the first answer to a report is right, and the answer."""
    answer = explained(explain(report["text"]), entries).answer
    if answer is None:
        return ("silent" if report["right"] else "right"), ""
    fits = {answer.name, answer.rule} & set(report["right"])
    return ("right" if fits else "wrong"), f"{answer.name} ({answer.confidence})"


def main(paths: list[Path]) -> None:
    """Print the score of each file, and each report that is not right."""
    entries = list(Catalogue())
    for path in paths:
        reports = json.loads(path.read_text())
        scores = [(report, *scored(report, entries)) for report in reports]
        within = Counter(score for report, score, _ in scores if report["in_scope"])
        total = sum(within.values())
        shares = ", ".join(
            f"{what} {count} ({count / total:.0%})" for what, count in within.most_common()
        )
        beyond = Counter(score for report, score, _ in scores if not report["in_scope"])
        print(f"{path.name}: {total} within what it covers: {shares}; beyond: {dict(beyond)}")
        for report, score, answer in scores:
            if score != "right":
                print(
                    f"- {report['id']}: {score} {answer}\n  {report['source']}\n  is: {report['cause']}"
                )


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(REPORTS.glob("*.json")))
