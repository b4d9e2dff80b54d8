"""Where `fuzz run` has its shards carried out, as --engine and --address say."""

import click

from fuzz.engine.protocol import Site


def site_of(engine: str, address: str | None) -> Site:
    """The site for an engine, which is reached when something is asked of it.

    Raises `click.UsageError` where an address is given, and no cluster is asked for.
    """
    if engine == "ray":
        from fuzz.engine.cluster.site import Cluster

        return Cluster(address)
    if address is not None:
        raise click.UsageError("--address names a cluster, so it needs --engine ray")
    from fuzz.engine.xdist import Machine

    return Machine()
