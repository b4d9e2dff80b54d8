"""Imported: a network of the user's own as a subject, described as plain data.

A name in a case stands for it, and names alone import nothing: a subject is imported only where its user
has named it himself, on the command line or in Python (`strategies.network.models.grant`).
"""

import re
from collections.abc import Mapping

import msgspec

from strategies.error import CaseError
from strategies.network.described import Description, restored
from strategies.network.model import Model
from strategies.network.node import Block
from strategies.subject import Subject

NAME = re.compile(r"[A-Za-z_][\w.]{0,99}:[A-Za-z_][\w.]{0,99}", re.ASCII)

OWN = "own"
"""The library of such models: none."""


class Imported(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a process has to know of such a network, to draw, predict and build it.

    ``name`` is MODULE:FACTORY, ``module`` the part of it that is imported, looked for in a ``directory``
    first. Where it names a network and not what makes one, it is not ``called``. It takes images with
    so many ``channels``, and with ``side`` as their height and width.
    """

    name: str
    directory: str
    called: bool
    description: Description
    parts: Mapping[str, str] = {}
    output: str = ""
    channels: int = 3
    side: int = 32


def is_own(name: str) -> bool:
    """Whether the name of a model is that of a network of the user's own: MODULE:FACTORY."""
    return ":" in name


def is_name(name: str) -> bool:
    """Whether a name is such a one, and can be shown as it is."""
    return NAME.fullmatch(name) is not None


def model_of_import(imported: Imported) -> Model:
    """The model that an imported network is."""
    module, _, attribute = imported.name.partition(":")
    first, _, rest = attribute.partition(".")
    block = restored(imported.description)
    return Model(
        name=imported.name,
        library=OWN,
        describe=lambda _: block,
        source=f"{first}{f'.{rest}' if rest else ''}{'()' if imported.called else ''}",
        imports=(f"from {module} import {first}",),
        options={},
        parts=imported.parts,
        output=imported.output,
        channels=imported.channels,
        side=imported.side,
    )


def unseen(name: str) -> Model:
    """The model of a name that nobody has granted: cases of it can be read, and no more."""

    def describe(_: Subject) -> Block:
        raise refuse(name)

    return Model(
        name=name, library=OWN, describe=describe, source="...", imports=(), options={}, parts={}
    )


def refuse(name: str) -> CaseError:
    """What is said of a network of the user's own that he has not named himself."""
    return CaseError(
        "$.subject.model",
        f"{name[:100]!r} is to be imported, which only you can allow: --subject {name[:100]}, or"
        f" `grant({name[:100]!r})` in Python",
    )
