"""Ahead: attention whose mask lets each place look at those behind it, and at none before."""

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn

from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread
from fuzz.execution.named.place import Place

ATTENDING = "scaled_dot_product_attention"
MASKS = {ATTENDING: 3, "multi_head_attention_forward": 16}
"""Operations that take a mask, and at which position."""
TRIANGLES = ("triu", "tril", "triu_", "tril_")
FORBIDDEN = -1e4


class Ahead:
    """Notes masks that are the upper triangle. What reads both ways has the lower one as well, and what
    reads from behind turns its places: both are meant."""

    def __init__(self) -> None:
        self._found: dict[str, Misread] = {}
        self._meant = False
        self._triangle: tuple[Place | None, int] = None, 0

    def after(self, done: Done) -> None:
        """Note a mask that is made, or one that is used."""
        self._meant = self._meant or done.name == "flip"
        if done.name in TRIANGLES and isinstance(done.made, Tensor):
            self._triangle = done.place, done.made.shape[-1]
        mask = done.option("attn_mask", MASKS[done.name]) if done.name in MASKS else None
        if not isinstance(mask, Tensor) or mask.dim() < 2 or not 2 < mask.shape[-1] == mask.shape[-2]:
            return
        allowed = _allowed(mask, done.name)
        if not torch.equal(allowed, allowed[:1].expand_as(allowed)):
            return
        before, behind = allowed[0].tril(-1).any(), allowed[0].triu(1).any()
        whole = bool((allowed[0] | torch.ones_like(allowed[0]).tril()).all())
        self._meant = self._meant or (bool(before) and not behind)
        if whole and not before:
            place, size = self._triangle
            place = place if size == mask.shape[-1] else done.place
            truth = "" if mask.is_floating_point() else done.name
            self._found[done.site] = Misread("ahead", done.site, place, truth)

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def misread(self) -> Iterator[Misread]:
        """What was noted, if nothing looks the other way."""
        return iter(() if self._meant else self._found.values())


def _allowed(mask: Tensor, name: str) -> Tensor:
    """Where a mask lets look, as (any, T, T): True lets, for scaled_dot_product_attention(), and hides,
    for nn.MultiheadAttention; minus infinity hides."""
    flat = mask.detach().reshape(-1, *mask.shape[-2:])
    if flat.is_floating_point():
        return flat > FORBIDDEN
    return flat.bool() if name == ATTENDING else ~flat.bool()
