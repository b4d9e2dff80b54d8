"""Whether the entries of a catalogue blame rightly, from outside: by their JSON and `fuzz judge` alone.

    python -m benchmarks.blame CATALOGUE [--steps] [--show N]

For every entry and variant that raises, (a) with the blamed thing put right (``passing``) the failure is
gone, and (b) it is there in ``case``, with the very exception and wording that the entry shows, and
nothing else is wrong, since ``passing`` has no finding at all. What torch itself does wrong (spurious)
may have none. With ``--steps``, each single step of ``case`` towards the ordinary one (a field left out,
an edit less, a size as usual) is judged as well, and must not fail in the same way. Exit status 1 where
anything is wrong.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

Json = dict[str, Any]

RAISING = ("rejected", "misplaced", "spurious")
SHAPES = {"input": [2, 3, 224, 224], "target": [2]}
REQUIRED = ("edit", "site", "layer", "kind", "attribute", "value", "drop")
"""The fields of an edit that have no default."""

LEAST = {"ONEDNN_MAX_CPU_ISA": "AVX2"}
"""How a process is made to do without what a newer processor can."""

BATCH = 250
"""Cases in one call of `fuzz judge`."""

console = Console(highlight=False, soft_wrap=True)


def variants(directory: Path) -> Iterator[Json]:
    """Each entry of a catalogue's files, the variants as well."""
    for path in sorted(directory.glob("*.json")):
        entry = json.loads(path.read_text())
        yield entry | {"id": entry["id"], "file": path.name}
        yield from (variant | {"file": path.name} for variant in entry.get("variants", ()))


def judged(entries: list[Json], cases: list[Json]) -> list[Json]:
    """What `fuzz judge` says of each case, of the entry beside it.

    What only a CPU without some capability shows is judged by a process that goes without.
    """
    answers: dict[int, Json] = {}
    lesser = {index for index, entry in enumerate(entries) if entry.get("capability")}
    for environment, chosen in ((LEAST, lesser), ({}, set(range(len(cases))) - lesser)):
        order = sorted(chosen)
        batches = [
            [cases[index] for index in order[at : at + BATCH]] for at in range(0, len(order), BATCH)
        ]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            found = [one for part in pool.map(partial(_judged, environment), batches) for one in part]
        answers.update(zip(order, found, strict=True))
    return [answers[index] for index in range(len(cases))]


def _judged(settings: dict[str, str], cases: list[Json]) -> list[Json]:
    lines = "".join(f"{json.dumps(case)}\n" for case in cases)
    command = [sys.executable, "-m", "fuzz", "judge", "--json", "-"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", **settings}
    done = subprocess.run(
        command, input=lines, capture_output=True, text=True, check=False, env=environment
    )
    if not done.stdout:
        raise SystemExit(done.stderr)
    answers: list[Json] = json.loads(done.stdout)
    return answers


def words(exception: str, message: str) -> tuple[str, str]:
    """An error without its numbers, and with sets in order, which Python prints in any."""
    line = re.sub(r"-?\d+", "#", message.strip().split("\n")[0])
    return exception, re.sub(r"\{([^{}]*)\}", lambda found: str(sorted(found[1].split(", "))), line)


def failure(answer: Json) -> tuple[str, ...] | None:
    """What a judged case fails with: the rule or operation, and the error without its numbers."""
    finding = answer.get("finding")
    if not finding:
        return None
    signature = finding["signature"]
    rule = signature.get("rule") or signature.get("op", "")
    place = (signature["stage"], signature["kind"], rule, finding["stage"])
    return (*place, *words(finding.get("exception", ""), finding.get("message", "")))


def problems(entry: Json, case: Json, passing: Json | None) -> Iterator[str]:
    """What is wrong with the blame of an entry, by what its cases were judged to be."""
    finding = case.get("finding")
    if not finding or finding["signature"] != _signature(entry):
        yield f"(b) its case is {case.get('variant') or case.get('error') or 'fine'}"
        return
    seen = [words(one.get("exception", ""), one.get("message", "")) for one in entry["observed"]]
    if words(finding.get("exception", ""), finding.get("message", "")) not in seen:
        yield f"(b) it says otherwise: {finding.get('message', '')[:120]}"
    if passing is None and entry["signature"]["kind"] != "spurious":
        yield "(a) there is no case with the blamed thing put right"
    elif passing is not None and passing.get("finding"):
        yield f"(a) the case put right is {passing['variant']}"


def _signature(entry: Json) -> Json:
    empty = {"rule": "", "op": "", "exception": "", "template": ""}
    signature: Json = empty | entry["signature"]
    return signature


def steps(case: Json) -> Iterator[Json]:
    """The cases that one step leads to, towards the ordinary one."""
    for name in case:
        rest = {key: value for key, value in case.items() if key != name}
        yield rest
        if name in ("loss", "target"):
            yield {key: value for key, value in case.items() if key not in ("loss", "target")}
        if name in SHAPES and isinstance(case[name], dict):
            yield from ({**case, name: part} for part in _tensors(case[name], SHAPES[name]))
        elif name in ("loss", "subject") and case[name]:
            yield from ({**case, name: part} for part in _without_one(case[name], ("kind",)))
        elif name == "edits":
            for index, edit in enumerate(case["edits"]):
                others = (case["edits"][:index], case["edits"][index + 1 :])
                yield {**case, "edits": others[0] + others[1]}
                for plainer in _edits(edit):
                    yield {**case, "edits": [*others[0], plainer, *others[1]]}


def _tensors(tensor: Json, ordinary: list[int]) -> Iterator[Json]:
    yield from _without_one(tensor, ())
    shape = tensor.get("shape")
    if shape and len(shape) == len(ordinary):
        for axis, size in enumerate(ordinary):
            yield {**tensor, "shape": [*shape[:axis], size, *shape[axis + 1 :]]}


def _edits(edit: Json) -> Iterator[Json]:
    yield from _without_one(edit, REQUIRED)
    layer = edit.get("layer")
    if layer and layer.get("options"):
        for name in layer["options"]:
            rest = {key: value for key, value in layer["options"].items() if key != name}
            yield {**edit, "layer": {**layer, "options": rest}}


def _without_one(part: Json, kept: tuple[str, ...]) -> Iterator[Json]:
    for name, value in part.items():
        if name not in kept:
            yield {key: other for key, other in part.items() if key != name}
        if isinstance(value, dict) and name == "options":
            for option in value:
                rest = {key: other for key, other in value.items() if key != option}
                yield {**part, name: rest} if rest else {k: v for k, v in part.items() if k != name}


def deleted(entry: Json) -> str:
    """What the fix of an entry gives up: an edit, or the loss; "" where nothing."""
    case, passing = entry["case"], entry.get("passing")
    if passing is None:
        return ""
    if len(passing.get("edits", ())) < len(case.get("edits", ())):
        return "an edit"
    kinds = ((one.get("loss") or {}).get("kind") for one in (case, passing))
    return "" if next(kinds) == next(kinds) else "the loss"


def main() -> None:
    """Judge each entry of a catalogue, and print what is wrong with its blame."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("--steps", action="store_true", help="judge the single steps down as well")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show N entries at random")
    chosen = parser.parse_args()
    entries = list(variants(chosen.catalogue))
    raising = [entry for entry in entries if entry["signature"]["kind"] in RAISING]
    passing = [entry for entry in raising if entry.get("passing") is not None]
    cases = [entry["case"] for entry in raising] + [entry["passing"] for entry in passing]
    answers = judged(raising + passing, cases)
    right = {id(entry): answer for entry, answer in zip(passing, answers[len(raising) :], strict=True)}
    wrong = [
        (entry["id"], problem)
        for entry, answer in zip(raising, answers, strict=False)
        for problem in problems(entry, answer, right.get(id(entry)))
    ]
    if chosen.steps:
        wrong += _kept(entries)
    for name, problem in wrong:
        console.print(f"{name}: {problem}")
    given_up = [(entry, what) for entry in entries if (what := deleted(entry))]
    for entry, what in given_up:
        console.print(f"gives up {what}: {entry['id']}: {entry.get('fix', '')}")
    _show(entries, chosen.show)
    by = Counter(what for _, what in given_up)
    causes = len({entry["file"] for entry in entries})
    mended = sum(entry.get("passing") is not None for entry in entries)
    console.print(
        f"{causes} causes, {len(entries)} variants, {len(raising)} raise; {len(wrong)} wrong; {mended}"
        f" have a passing case, of which {len(given_up)} give up something: {dict(by)}"
    )
    raise SystemExit(1 if wrong else 0)


def _kept(entries: list[Json]) -> list[tuple[str, str]]:
    """The steps towards the ordinary case that keep the failure of an entry."""
    failing = [entry for entry in entries if entry["signature"]["kind"] != "divergent"]
    pairs = [(entry, step) for entry in failing for step in _in_order(entry["case"])]
    answers = [
        failure(answer) for answer in judged([entry for entry, _ in pairs], [step for _, step in pairs])
    ]
    first: dict[int, tuple[str, ...] | None] = {}
    wrong = []
    for (entry, step), answer in zip(pairs, answers, strict=True):
        if id(entry) not in first:
            first[id(entry)] = answer
        elif answer is not None and answer == first[id(entry)]:
            wrong.append((entry["id"], f"a plainer case fails alike: {json.dumps(step)}"))
    return wrong


def _in_order(case: Json) -> list[Json]:
    """A case, and the cases that one step leads to, each once."""
    each = {json.dumps(step, sort_keys=True): step for step in (case, *map(_plain, steps(case)))}
    return list(each.values())


def _plain(case: Json) -> Json:
    """A case without what is as ordinary as if it were not there."""
    for name, shape in SHAPES.items():
        part = case.get(name)
        if isinstance(part, dict) and part.get("shape") == shape:
            case = {**case, name: {key: value for key, value in part.items() if key != "shape"}}
    return {name: value for name, value in case.items() if value not in ({}, [])}


def _show(entries: list[Json], count: int) -> None:
    table = Table("entry", "cause", "fix", "passing", show_lines=True)
    for entry in random.Random(0).sample(entries, min(count, len(entries))):
        passing = json.dumps(entry.get("passing"))
        table.add_row(entry["id"], entry.get("cause", ""), entry.get("fix", ""), passing)
    if count:
        console.print(table)


if __name__ == "__main__":
    main()
