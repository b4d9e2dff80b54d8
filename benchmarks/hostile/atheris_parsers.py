"""Bytes for which a parser does anything but make a value or refuse it, looked for by coverage.

    python -m benchmarks.hostile.atheris_parsers PARSER [--seconds 60]

PARSER is one of `benchmarks.hostile.parser`. What is found is written into a folder of the parser in
tests/hostile, where `tests/quality/test_hostile.py` runs it again. Needs atheris, which is there for
CPython 3.11 to 3.13 on Linux and macOS: pip install -e '.[atheris]'.
"""

import argparse
import random
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["fuzz", "strategies"], enable_loader_override=False):
    from benchmarks.hostile.mutation import mutated
    from benchmarks.hostile.parser import PARSERS, originals
    from fuzz.error import FuzzError

FOUND = Path(__file__).parents[2] / "tests" / "hostile"
LONGEST = 2**13
"""Of a text that is tried, in bytes."""

SLOW = 25
"""Seconds, of a clock that runs on a busy machine as well, after which a text counts as found."""

MEMORY = 1500
"""MiB from which on a text counts as found; instrumented code takes more than it else would."""


def main(name: str, seconds: int) -> None:
    """Look for so long, and leave with a status that tells whether something was found."""
    texts, parser = originals(name), PARSERS[name]

    def parsed(text: bytes) -> None:
        with suppress(FuzzError):
            parser(text)

    def changed(text: bytes, most: int, seed: int) -> bytes:
        """A change of values as often as one of bytes."""
        if seed % 2:
            return atheris.Mutate(text, most)  # type: ignore[no-any-return]
        return mutated(random.Random(seed), text or texts[0], texts)[:most]

    place = FOUND / name
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, text in enumerate(random.Random(0).sample(texts, min(200, len(texts)))):
            Path(corpus, str(number)).write_bytes(text[:LONGEST])
        arguments = (
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            f"-timeout={SLOW}",
            f"-rss_limit_mb={MEMORY}",
            f"-artifact_prefix={place}/",
            "-print_final_stats=1",
        )
        atheris.Setup([sys.argv[0], *arguments, corpus], parsed, custom_mutator=changed)
        atheris.Fuzz()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("name", choices=PARSERS)
    arguments.add_argument("--seconds", type=int, default=60)
    main(**vars(arguments.parse_args()))
