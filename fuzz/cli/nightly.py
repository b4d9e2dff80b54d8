"""fuzz nightly: workflows that are ready to be committed. It does not import torch."""

from pathlib import Path

import click

PLACE = Path(__file__).parents[1] / "nightly"
HOSTS = {"cron": "cron.sh", "github": "github.yml", "gitlab": "gitlab.yml"}


@click.command("nightly")
@click.argument("host", metavar="{cron|github|gitlab}", type=click.Choice(tuple(HOSTS)))
def nightly(host: str) -> None:
    """Print a workflow for every night: for GitHub, GitLab or cron.

    It is a file for your repository (.github/workflows/fuzz.yml, .gitlab-ci.yml) or a script. Nights go
    on from each other: what one has met is known to the next, and what it has tried comes last there.

    \b
    fuzz nightly github > .github/workflows/fuzz.yml
    """
    click.echo((PLACE / HOSTS[host]).read_text(encoding="utf-8"), nl=False)
