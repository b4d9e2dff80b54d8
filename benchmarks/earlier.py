"""How an earlier release of torch says what the corpus shows: prints JSON.

Usage: python -m benchmarks.earlier PYTHON > tests/replay/wordings-1.13.json

PYTHON is the interpreter of an environment with that torch and torchvision, such as Debian's python3
with its packages python3-torch and python3-torchvision. The script of every entry runs there in a
process of its own. Kept is what the release raised in words that no entry of the cause has, each once.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fuzz.catalogue import CORPUS, Catalogue, Entry
from fuzz.report.script import script
from fuzz.verdict import Wording, template

RUNNER = """
import json, os, runpy, signal, sys, torch, torchvision
torch.set_num_threads(1)
torch.set_warn_always(True)
print(json.dumps(torch.__version__), flush=True)
build = torchvision.models.resnet50
model = build()
torchvision.models.resnet50 = lambda *given, **named: build(*given, **named) if given or named else model
for path in sys.stdin.read().splitlines():
    said, saying = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(60)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raised = "", ""
        try:
            runpy.run_path(path, run_name="__main__")
        except BaseException as error:
            raised = type(error).__name__, str(error)
        os.write(saying, json.dumps(raised).encode()[:60000])
        os._exit(0)
    os.close(saying)
    with os.fdopen(said) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    print(json.dumps([path, *(json.loads(text) if text else ["", ""])]), flush=True)
"""
"""Each script in a fork, so that torch is loaded and the network made once; one that takes a minute says
nothing."""

OWN = ("AttributeError", "AssertionError", "ImportError", "ModuleNotFoundError", "NameError")
"""What a script raises where the release lacks what it uses, or where its failure is no error."""


class Said(NamedTuple):
    """What an entry's script raised."""

    entry: Entry
    exception: str
    message: str


def said_by(python: str, entries: list[Entry]) -> tuple[str, list[Said]]:
    """The release of an environment, and what each entry's script raises there."""
    with tempfile.TemporaryDirectory() as directory:
        paths = {str(Path(directory, f"{entry.id}.py")): entry for entry in entries}
        for path, entry in paths.items():
            Path(path).write_text(script(entry))
        done = subprocess.run(
            [python, "-I", "-c", RUNNER],
            input="\n".join(paths),
            cwd=directory,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    release, *lines = map(json.loads, done.stdout.splitlines())
    return release, [Said(paths[path], exception, said) for path, exception, said in lines]


def reworded(said: list[Said]) -> Iterator[dict[str, str]]:
    """What was said in words that no entry of the cause has, each once for a cause."""
    known: dict[str, set[Wording]] = {}
    for one in said:
        known.setdefault(one.entry.group, set()).update(one.entry.wordings)
    for one in said:
        wording = Wording(one.exception, template(one.message))
        own = one.exception in OWN and one.exception not in {w.exception for w in one.entry.wordings}
        if one.exception and not own and wording not in known[one.entry.group]:
            known[one.entry.group].add(wording)
            yield {"id": one.entry.id, "exception": one.exception, "message": one.message}


if __name__ == "__main__":
    raising = [entry for entry in Catalogue(CORPUS) if entry.wordings]
    release, said = said_by(sys.argv[1], raising)
    print(json.dumps({"torch": release, "said": list(reworded(said))}, indent=1))
