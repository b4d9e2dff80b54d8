"""One text given to one reader: what came of it, how long it took and how much memory."""

import gc
import random
import resource
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.hostile.mutation import mutated
from benchmarks.hostile.sort import Sort, sorts
from fuzz.error import FuzzError

MOST_MEMORY = 2**31
"""Beyond this a process may not go, in bytes: what asks for more fails, and is told as such."""

LONGEST_LINE = 2000
MIB = 2**20


@dataclass(frozen=True)
class Outcome:
    """``valid``, ``refused`` in one clear line, or what must not be: a ``traceback``, a ``control``
    character on the terminal, a line that is ``unclear``, a file ``outside`` of where it belongs.

    ``seconds`` are of the processor, so that a busy machine counts as any other. ``mib`` is the most
    memory that the process had meanwhile, with Python and all that is loaded.
    """

    what: str
    told: str
    seconds: float
    mib: float


@cache
def known() -> dict[str, Sort]:
    """All sorts, made once in a process."""
    return sorts()


def prepare() -> None:
    """Bound the memory of this process, and load what is needed, so that no text is charged for it."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    for sort in known().values():
        measured(sort, sort.originals[0])


def text_of(seed: int, number: int) -> tuple[str, bytes]:
    """The sort and the text of a number: the same wherever it is made."""
    rng = random.Random(f"{seed}/{number}")
    name = list(known())[number % len(known())]
    originals = known()[name].originals
    return name, mutated(rng, rng.choice(originals), originals)


def run(seed: int, number: int) -> tuple[str, Outcome]:
    """The sort of a number, and the outcome of its text in this process."""
    name, text = text_of(seed, number)
    return name, measured(known()[name], text)


def measured(sort: Sort, text: bytes) -> Outcome:
    with tempfile.TemporaryDirectory() as root:
        inside = Path(root) / "a" / "b" / "c" / "inside"
        inside.mkdir(parents=True)
        gc.collect()
        _forget_peak()
        began = time.process_time()
        what, told = _outcome(sort, inside, text)
        seconds = time.process_time() - began
        strays = [
            str(path) for path in Path(root).rglob("*") if path.is_file() and inside not in path.parents
        ]
        if strays:
            what, told = "outside", strays[0]
        return Outcome(what, told, seconds, _peak())


def _outcome(sort: Sort, directory: Path, text: bytes) -> tuple[str, str]:
    try:
        printed = sort.reads(directory, text)
    except FuzzError as error:
        line = " ".join(str(error).split())
        return ("refused" if 0 < len(line) <= LONGEST_LINE else "unclear"), line
    except (Exception, SystemExit) as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return (
            "traceback",
            f"{type(error).__name__}: {str(error)[:200]} ({where.filename}:{where.lineno})",
        )
    strange = next((char for char in printed if not char.isprintable() and char != "\n"), "")
    return ("control", ascii(strange)) if strange else ("valid", "")


def _forget_peak() -> None:
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    """The most memory that this process had, in MiB: on Linux since it was last forgotten."""
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / MIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MIB
