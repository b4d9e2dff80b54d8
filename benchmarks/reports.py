"""Public reports that `fuzz explain` is held against: right first, vague, wrong, or silent.

    python -m benchmarks.reports > docs/explain.md

A file of ``tests/reports`` is a list of reports: ``id``, ``source``, the pasted ``text``, what is right
in words (``cause``, ``fix``), and whether it is ``in_scope``. They were collected and put away unseen;
``blind`` is what a judge said of the first answers that they got, before anything was mended by them,
and ``note`` why; ``blind_today`` says the same of the ``traceback`` that the snippet gives today, where
a report has one. ``right`` has the names of the answers that are right, as far as they are known now.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from fuzz.catalogue import Catalogue, Entry
from fuzz.catalogue.explain import explained
from fuzz.message import explain

REPORTS = Path(__file__).parents[1] / "tests" / "reports"
SETS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twentyfirst",
)
VERDICTS = ("right", "vague", "wrong", "silent")
HEAD = """\
# `fuzz explain`, held against reports of strangers

Error messages and tracebacks from public reports, pasted as they were. Each file was collected and
put away by somebody who had not seen the tables, and who wrote down what is right; the tables were
written by others, who had not seen it. The answers were judged once, one by one: *right* where the
first answer has the cause and a fix that leads there, *vague* where it is true and doesn't help,
*wrong* where anything that it tells is not so, if only a second advice.

The first two files were judged by a third; the third by who mended the tables by it afterwards, and
had not read them before; and so the fourth, by who had collected it. The fifth was collected after
that by the same, who knew the tables by then, to see whether the mending helps where it was not made
for. The sixth is of a narrower kind: ResNets that people edit, truncate, extend, feed and train, with
what is asked about where nothing is raised. It was put away before the tables were mended by it, by
somebody who had not read them; the seventh, of that kind, after that mending by the same, who took
three of its fifteen from the first search. Their snippets were run on torch 2.13, and what each raises
today was judged beside the text that was quoted; both by who collected them.

The eighth is of field failures of ResNets alone: their input, surgery, building, loading, norms, hooks
and export. It was collected from public threads before the rows of the tables were read, with the words
of each stranger (some messages were completed from the thread, or from the source that raises them) and
a program that was run on torch 2.13, and judged once by who then mended the tables; the tenth, of that
kind, after that mending by the same.

The ninth is of what comes behind the network: losses and their targets, backward, optimizers, mixed
precision, data, several GPUs, metrics, and trainings that raise nothing and do not learn; collected by
somebody who had not read the tables, and judged before the mending by the same. The eleventh, half of it
questions without an error, was collected by the same after that mending, and the twelfth after the next.

The thirteenth is of the kind of the eighth, from other threads: what people report who fine-tune or
edit a ResNet, its input, surgery, heads, loading, norms, losses and hooks. It was put away before any
row of the tables was read, judged once, and mended by then; the fifteenth, of that kind, was collected
by the same after that mending, and judged as it was.

The fourteenth is of what lies around the network: data and transforms, losses, optimizers, mixed
precision, several GPUs, files, metrics, weights, export, and trainings that raise nothing; collected
from public threads before the rows of the tables were read (some were shortened, or put together from
what a thread says), by who then judged it once and mended the tables. The sixteenth, of that kind and of
other threads, was collected by the same after that mending, who took four of its fifteen from the first
search, and judged before anything was mended by it.

The seventeenth is of the kinds of all before: ResNets that are edited, fed, loaded, trained, exported
and looked into. It was put away before any row of the tables was read, judged once, and mended by then
(one of its thirty was taken out: its thread is in the sixth). Most of that mending was general: what a
function of torch says of an argument, and what any None, call or unpacking raises, is answered by its
own words and the line that was pasted; it was made by messages that were provoked for it. The
eighteenth was collected by the same after that mending, who took some of it from the searches of the
seventeenth (one of its fifteen was taken out as well), and judged as it was; it was mended with the
next.

The nineteenth is of people who fine-tune, edit, feed, load, train and export ResNets and networks like
them, with whatever stands around these: a third are tracebacks, several are of other libraries or say
what any program of Python may say. It was put away before any row of the tables was read (two of its 42
were taken out: their threads are in earlier sets), judged once by who had collected it, and mended by
kinds: what Python itself says is told by the line that was pasted, what checks of any library say in
their own words, each by messages that were provoked for it. The twentieth was collected by the same
after that mending and put away before it was run; it was judged as it was, which only then mended three
of its four. Five of its fifteen are of one kind, a key that a file or a state dict has not, so that it
says less of what strangers paste than its share of right ones.

The twenty-first is of ResNets and of what stands around them, from public threads of projects that are
built on torch: what people report who train, edit, load, prune, quantise or look into a network that
they took from somewhere. It was collected by somebody who had not read the tables, and each answer was
judged once, by the same, before anything was mended by it; then it was mended by kinds, by another.
Made by `python -m benchmarks.reports`.
"""
Report = dict[str, Any]


def now(report: Report, entries: list[Entry]) -> tuple[str, str]:
    """What today's first answer to a report is, by the names that are right; and its name."""
    answer = explained(explain(report["text"]), entries).answer
    if answer is None:
        return ("silent" if report["in_scope"] else "right"), ""
    return ("right" if {answer.name, answer.rule} & set(report["right"]) else "other"), answer.name


def main() -> None:
    """Print the score of each file, and each report that was not right."""
    entries = list(Catalogue())
    print(HEAD)
    for name in SETS:
        reports = json.loads((REPORTS / f"{name}.json").read_text())
        _print(name, reports, [now(report, entries) for report in reports])


def _print(name: str, reports: list[Report], today: list[tuple[str, str]]) -> None:
    within = [report for report in reports if report["in_scope"]]
    blind = Counter(report["blind"] for report in within)
    later = Counter(
        score for report, (score, _) in zip(reports, today, strict=True) if report["in_scope"]
    )
    beyond = [report for report in reports if not report["in_scope"]]
    quiet = sum(report["blind"] == "right" for report in beyond)
    print(f"## The {name}: {len(within)} reports within what it covers, {len(beyond)} beyond\n")
    print("| | " + " | ".join(VERDICTS) + " |\n|---|" + "---:|" * len(VERDICTS))
    shares = [f"{blind[verdict]} ({blind[verdict] / len(within):.0%})" for verdict in VERDICTS]
    print(f"| unseen | {' | '.join(shares)} |\n")
    raised = [report for report in within if report.get("traceback")]
    if raised:
        seen = Counter(report["blind_today"] for report in raised)
        told = ", ".join(f"{seen[verdict]} {verdict}" for verdict in VERDICTS)
        print(f"What torch 2.13 raises for {len(raised)} of them, unseen: {told}.\n")
    print(f"Of those beyond it, {quiet} of {len(beyond)} were rightly left alone or answered. Today")
    print(f"{later['right']} of {len(within)} have an answer that is known to be right.\n")
    print("| not right when it was unseen | verdict | why | today |\n|---|---|---|---|")
    for report, (score, answer) in zip(reports, today, strict=True):
        if report["blind"] != "right":
            link = f"[{report['id']}]({report['source']})"
            print(f"| {link} | {report['blind']} | {report['note']} | {answer or 'silent'}, {score} |")
    print()


if __name__ == "__main__":
    main()
