"""fuzz cache: what was learned of this release of torch and is kept, and how it is emptied."""

import click

from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.text import counted, printable

MIB = 2**20


@click.command("cache")
@click.argument("what", type=click.Choice(["clear"]), metavar="[clear]", required=False)
@option.as_json
def cache(what: str | None, as_json: bool) -> None:
    """Say what is kept from one run to the next, or clear it.

    What each layer, loss and table of losses does is a fact of a release of torch on a processor, so
    that `fuzz run` and `fuzz sweep` keep it for the next run. It holds no failures: to clear it costs
    time alone. RESNET_FUZZ_CACHE names another directory.

    \b
    fuzz cache
    fuzz cache clear
    """
    from fuzz.cache.place import LIMIT, clear, directory, files

    root = directory()
    there = clear(root) if what == "clear" else files(root)
    size, kinds = sum(kept.size for kept in there), len({kept.path.parent for kept in there})
    if as_json:
        print_json({"directory": str(root), "files": len(there), "bytes": size, "kinds": kinds})
        return
    much = f"{size / MIB:.1f} MiB in {counted(len(there), 'file')}"
    if what == "clear":
        click.echo(f"cleared {printable(str(root))}: {much}")
        return
    click.echo(printable(str(root)))
    click.echo(
        f"{much}, of at most {LIMIT // MIB} MiB, for"
        f" {counted(kinds, 'release, machine or version', 'releases, machines or versions')}"
    )
