"""Makes the descriptions of models anew, from the real ones: ``python -m benchmarks.describe``.

Writes a file for each model whose library is installed into strategies/network/described.
"""

import importlib.metadata
import sys
from importlib.util import find_spec
from pathlib import Path

import msgspec
import torch

from fuzz.execution.construction import unedited
from fuzz.execution.library.describe import describe
from strategies.network import described, foreign
from strategies.network.described import Description
from strategies.network.model import Model
from strategies.network.program import Require
from strategies.subject import Subject

GUARDS = {"ResNetEmbeddings": Require(axis=1, size=3)}
"""What a forward checks itself before it calls anything, which no run that works shows.

Source: ``ResNetEmbeddings.forward`` of transformers/models/resnet/modeling_resnet.py
"""


def made(model: Model) -> Description:
    """The description of a model as it is now. Needs its library."""
    network = unedited(Subject(model=model.name), "meta").eval()
    version = importlib.metadata.version(model.library)
    images = torch.zeros(2, 3, 64, 64, device="meta")
    found = describe(network, images, f"{model.library} {version}, by python -m benchmarks.describe")
    programs = {
        name: (GUARDS[name], *program) if name in GUARDS else program
        for name, program in found.programs.items()
    }
    return msgspec.structs.replace(found, programs=programs)


def main() -> None:
    """Write each description that can be made here."""
    for model in foreign.MODELS:
        if find_spec(model.library) is None:
            print(
                f"{model.name}: left as it is, since {model.library} is not installed", file=sys.stderr
            )
            continue
        text = msgspec.json.format(msgspec.json.encode(made(model)), indent=1)
        (Path(described.__file__).parent / f"{model.name}.json").write_bytes(text + b"\n")


if __name__ == "__main__":
    main()
