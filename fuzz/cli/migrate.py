"""fuzz migrate: a catalogue of an earlier format in that of today. It does not import torch."""

from pathlib import Path

import click

from fuzz.atomic import write_atomically
from fuzz.catalogue.cause import causes_of, encode
from fuzz.catalogue.decode import MAX_CAUSE, content
from fuzz.catalogue.format2 import read_format2
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.error import FuzzError
from fuzz.text import counted

PATH = click.Path(path_type=Path)


@click.command("migrate")
@click.argument("earlier", metavar="DIR", type=PATH)
@click.option("--out", type=PATH, required=True, help="The directory to write to: a new or empty one.")
@option.as_json
def migrate(earlier: Path, out: Path, as_json: bool) -> None:
    """Write a catalogue of format 2 in format 3.

    Format 3 has a file for each root cause. Each entry becomes a variant of its cause, with all that it
    has; DIR, a directory or a packed file, is left as it is.

    \b
    fuzz migrate earlier --out known
    """
    entries = read_format2(earlier)
    causes = causes_of(entries)
    files = {f"{cause.id}.json": encode(cause) for cause in causes}
    try:
        _write(files, out)
    except OSError as error:
        raise FuzzError(f"--out {out}: {error.strerror}") from None
    if as_json:
        print_json({"entries": len(entries), "causes": len(causes), "out": str(out)})
    else:
        read = counted(len(entries), "entry", "entries")
        click.echo(f"{read} of format 2 became {counted(len(causes), 'cause')} in {out}")


def _write(files: dict[str, bytes], out: Path) -> None:
    """Write files into a directory without others; those of a run that was broken off may stay."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(out.glob("*.json")):
        if files.get(path.name) != content(path, "a cause", MAX_CAUSE):
            raise FuzzError(f"--out {out}: {path.name} is there already; choose an empty directory")
    for name, text in files.items():
        write_atomically(out / name, text)
