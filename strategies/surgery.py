"""Edit: one surgery on the network, written the way people do it.

A site is the dotted path of a module (``layer3.0.conv2``, as in ``named_modules``), or "" for the
whole network. Edits are applied in order, each to what the ones before it left.
"""

from typing import Literal

import msgspec

from strategies.layer import Layer
from strategies.value import Value, same_options


class Edit(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    gc=False,
    repr_omit_defaults=True,
    tag_field="edit",
    tag=str.lower,
):
    """The common form of all edits: in JSON, the field ``edit`` names which one it is."""


class Truncate(Edit, frozen=True, kw_only=True):
    """Keep all but the last ``drop`` children: ``nn.Sequential(*list(model.children())[:-drop])``.

    This also loses the flatten that lives in ``ResNet.forward``.
    """

    drop: int


class Extract(Edit, frozen=True, kw_only=True):
    """Keep what leads to a child, as segmentation models do, and return its output in a dictionary.

    ``IntermediateLayerGetter(model, {"layer4": "out"})`` of torchvision.
    """

    site: str


class Remove(Edit, frozen=True, kw_only=True):
    """Take a module out: put ``nn.Identity()`` in its place, set it to None, or ``del`` it."""

    site: str
    how: Literal["identity", "none", "delete"] = "identity"


class Replace(Edit, frozen=True, kw_only=True):
    """Put another layer at a site, which need not exist (``model.classifier = ...`` is no error).

    ``weights`` says what becomes of the old layer's weights: forgotten (``fresh``), or written in
    place into the new ones, as one keeps a pretrained stem: ``copied``, or ``copied_no_grad`` where
    that is done under ``torch.no_grad()``.
    """

    site: str
    layer: Layer
    weights: Literal["fresh", "copied", "copied_no_grad"] = "fresh"


class Insert(Edit, frozen=True, kw_only=True):
    """Put a layer before or after a site: ``model.fc = nn.Sequential(model.fc, layer)``."""

    site: str
    layer: Layer
    where: Literal["before", "after"] = "after"


ATTRIBUTES = (
    "requires_grad",
    "in_channels",
    "out_channels",
    "in_features",
    "out_features",
    "num_features",
    "stride",
    "padding",
    "dilation",
    "groups",
    "kernel_size",
    "inplace",
    "training",
)
"""The attributes of a module that an edit may set: plain settings, none of them code."""


class Assign(Edit, frozen=True, kw_only=True):
    """Set a plain attribute of a module that is already built: ``model.fc.out_features = 10``."""

    site: str
    attribute: str
    value: Value

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        there = self.site == other.site
        return there and same_options({self.attribute: self.value}, {other.attribute: other.value})

    def __hash__(self) -> int:
        return hash((self.site, self.attribute, self.value))


AnyEdit = Truncate | Extract | Remove | Replace | Insert | Assign


def site_of(edit: AnyEdit) -> str:
    """Where an edit is made; "" where it is not made at one place."""
    return "" if isinstance(edit, Truncate) else edit.site
