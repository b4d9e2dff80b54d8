"""Tables as bytes, to be kept from one process to the next, and which of them may be."""

import msgspec

from fuzz.verdict.finding import DEADLY, Signature, Wording
from fuzz.verdict.table import Table, Verdict, verdict_of


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Each signature once. A verdict has the numbers of its own; 0 stands for no finding."""

    signatures: tuple[Signature, ...]
    verdicts: tuple[tuple[int, ...], ...]
    wordings: tuple[tuple[int, Wording], ...]


def encode(table: Table) -> bytes | None:
    """A table as bytes; None where a process ended in one of its pairings, or would not try one."""
    found: dict[Signature | None, int] = {None: 0}

    def numbers(verdict: Verdict) -> tuple[int, ...]:
        several = verdict if isinstance(verdict, frozenset) else (verdict,)
        return tuple(found.setdefault(one, len(found)) for one in several)

    verdicts = tuple(map(numbers, table.verdicts))
    untried = any(isinstance(one, frozenset) and len(one) == 1 for one in table.verdicts)
    if untried or any(one is not None and one.kind in DEADLY for one in found):
        return None
    wordings = tuple((found.setdefault(one, len(found)), words) for one, words in table.wordings)
    signatures = tuple(one for one in found if one is not None)
    return msgspec.msgpack.encode(_Table(signatures, verdicts, wordings))


def decode(content: bytes) -> Table:
    """The table that `encode` was given. Raises `ValueError` for anything else."""
    try:
        plain = msgspec.msgpack.decode(content, type=_Table)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from None
    by_number: tuple[Signature | None, ...] = (None, *plain.signatures)
    if not all(0 <= n < len(by_number) for numbers in plain.verdicts for n in (*numbers, 0)):
        raise ValueError("a verdict without a signature")
    if not all(plain.verdicts) or not all(0 < n < len(by_number) for n, _ in plain.wordings):
        raise ValueError("a pairing without a verdict, or a wording without a signature")
    verdicts = tuple(verdict_of({by_number[n] for n in numbers}) for numbers in plain.verdicts)
    return Table(verdicts, frozenset((plain.signatures[n - 1], words) for n, words in plain.wordings))
