"""fuzz judge: run cases and say what each one is."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from fuzz.catalogue.read import decode_case, read_case
from fuzz.cli.option import AsJson, Device, device
from fuzz.cli.output import headline, print_json
from strategies.case import Case

Cases = Annotated[list[str], typer.Argument(metavar="CASE.json...", help="Files with a case, or - for JSON lines.")]


def judge_cases(cases: Cases, wanted: Device = "cpu", as_json_: AsJson = False) -> None:
    """Run cases and say of each what it fails with, or that it is fine."""
    read = [pair for name in cases for pair in _read(name)]
    from fuzz.catalogue.entry import identify
    from fuzz.engine.device import take_device
    from fuzz.execution.observe import observe
    from fuzz.verdict import judge

    place = take_device(device(wanted), 0)
    answers: list[dict[str, Any]] = []
    for source, case in read:
        finding = judge(observe(case, device=place))
        if as_json_:
            name = identify(finding.signature) if finding else None
            answers.append({"source": source, "id": name, "finding": finding})
        elif finding is None:
            print(f"{source}: fine")
        else:
            print(f"{source}: {headline(finding.signature, finding.message)}\n  {identify(finding.signature)}")
    if as_json_:
        print_json(answers)


def _read(name: str) -> Iterator[tuple[str, Case]]:
    """The cases of a file, or of each line of standard input: all are read before one is run."""
    if name != "-":
        yield name, read_case(Path(name))
        return
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if line.strip():
            source = f"standard input, line {number}"
            yield source, decode_case(line, source)
