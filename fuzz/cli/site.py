"""Where `fuzz run` has its shards carried out, as --engine and --address say."""

import click

from fuzz.engine.protocol import Engine, Site


class Machine:
    """This machine as a `fuzz.engine.protocol.Site`: a worker for each seat, by pytest-xdist."""

    def engine(self, device: str, workers: int | None) -> Engine:
        """See `fuzz.engine.protocol.Site`."""
        from fuzz.cli.seats import seats
        from fuzz.engine.xdist import XdistEngine

        return XdistEngine(seats(device, workers))


def site_of(engine: str, address: str | None) -> Site:
    """The site for an engine, which is reached when something is asked of it.

    Raises `click.UsageError` where an address is given, and no cluster is asked for.
    """
    if engine == "ray":
        from fuzz.engine.cluster.site import Cluster

        return Cluster(address)
    if address is not None:
        raise click.UsageError("--address names a cluster, so it needs --engine ray")
    return Machine()
