"""The same mistake in each implementation: prints a page, of what this environment and others show.

    python -m benchmarks.implementations [--models NAME,NAME...] [--causes N] [PYTHON...]

Each PYTHON is the interpreter of an environment with another torch, with what this project needs, and
with the libraries of the models. ``--json`` prints what this environment shows as data.
"""

import argparse
from importlib.metadata import version

import msgspec

from benchmarks.implementations.names import NAMES, library_of
from benchmarks.implementations.page import page
from benchmarks.implementations.trial import Tried, tried
from benchmarks.releases import run
from fuzz.catalogue.store import Catalogue
from fuzz.execution.threads import one_thread


def main() -> None:
    """Try, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pythons", nargs="*", metavar="PYTHON")
    parser.add_argument("--models", default=",".join(NAMES))
    parser.add_argument("--causes", type=int, help="only the first N causes")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    names = tuple(asked.models.split(","))
    packages = [library_of(name) for name in names]
    one_thread()
    libraries = {package: version(package) for package in packages}
    here = tried(Catalogue().causes[: asked.causes], names, {"torch": version("torch"), **libraries})
    if asked.json:
        print(msgspec.json.encode(here).decode())
        return
    options = ["--json", "--models", asked.models]
    options += ["--causes", str(asked.causes)] if asked.causes else []
    others = [
        msgspec.json.decode(run(python, "-m", "benchmarks.implementations", *options), type=Tried)
        for python in asked.pythons
    ]
    print(page([here, *others], names), end="")


if __name__ == "__main__":
    main()
