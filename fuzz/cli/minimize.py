"""fuzz minimize: the smallest case that fails like a given one."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from fuzz.catalogue.read import read_case
from fuzz.cli.option import AsJson, Device, device
from fuzz.cli.output import headline, print_json
from fuzz.error import FuzzError
from strategies.case import plain

CaseFile = Annotated[Path, typer.Argument(metavar="CASE.json", help="A file with a failing case.")]


def minimize_case(case: CaseFile, wanted: Device = "cpu", as_json_: AsJson = False) -> None:
    """Print the smallest case that fails like this one."""
    read = read_case(case)
    from fuzz.engine.device import take_device
    from fuzz.execution.observe import observe
    from fuzz.triage.minimize import minimize
    from fuzz.verdict import judge

    place = take_device(device(wanted), 0)
    finding = judge(observe(read, device=place))
    if finding is None:
        raise FuzzError(f"{case}: this case does not fail, so there is nothing to minimize")
    minimal = plain(minimize(read, finding.signature, device=place))
    if as_json_:
        print_json({"signature": finding.signature, "case": minimal})
        return
    print(msgspec.json.format(msgspec.json.encode(minimal), indent=2).decode())
    typer.echo(f"# {headline(finding.signature, finding.message)}", err=True)
