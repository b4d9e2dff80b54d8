"""What comes of every loss and target on one output: a fact of a release, whatever the contract says."""

from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from typing import Any, cast

import msgspec

from fuzz.execution.accelerator import name_of
from fuzz.execution.composition.comparison import Comparison, all_pairings, contiguous, shape_to_fit
from fuzz.execution.fate import fate
from fuzz.execution.kept import Kept
from fuzz.execution.outcome import Died, Outcome, Raised, Returned
from fuzz.execution.setting import Setting
from strategies.error import CaseError
from strategies.value import Shape

Ran = tuple[Outcome, ...]
"""The outcomes of one pairing: several where they depend on the values of the output."""

Runs = tuple[Ran | None, ...]
"""Those of each pairing, in the order of `all_pairings`; None for one that is not to be tried."""

Before = Callable[[int], Outcome | None]
"""Called with the number of each pairing before it is compared with the output: what is known to come of
it, as where it ends the process; None for nothing. Raises `CaseError` where it is not to be
tried, as where too much of its kind has ended the process."""

OUTPUTS = 32
"""The number of outputs of which a process caches the runs: a table of each is kept besides."""


class _Plain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Each outcome once; a pairing has the numbers of its own."""

    outcomes: tuple[Returned | Raised, ...]
    ran: tuple[tuple[int, ...], ...]


def _encode(runs: Runs) -> bytes | None:
    """Runs as bytes; None where a process ended in one, or where one was not to be tried."""
    found: dict[Outcome, int] = {}
    ran = [tuple(found.setdefault(one, len(found)) for one in outcomes or ()) for outcomes in runs]
    ended = any(isinstance(one, Died) or (isinstance(one, Raised) and _died(one)) for one in found)
    if ended or not all(ran):
        return None
    return msgspec.msgpack.encode(_Plain(cast(Any, tuple(found)), tuple(ran)))


def _died(raised: Raised) -> bool:
    return isinstance(fate(raised), Died)


def _decode(content: bytes) -> Runs:
    """The runs that `_encode` was given. Raises `ValueError` for anything else."""
    try:
        plain = msgspec.msgpack.decode(content, type=_Plain)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from None
    if not all(plain.ran) or not all(0 <= n < len(plain.outcomes) for ran in plain.ran for n in ran):
        raise ValueError("a pairing without an outcome")
    return tuple(tuple(plain.outcomes[number] for number in ran) for ran in plain.ran)


_runs: Kept[Runs] = Kept("pairings", OUTPUTS, _encode, _decode)


def forget_runs() -> None:
    """Clear the cache of these runs."""
    _runs.clear()


def runs_of(pattern: Any, setting: Setting, before: Before) -> Runs:
    """What comes of every loss and target on an output of a pattern, as `pattern_of` gives it."""
    shape = shape_to_fit(pattern)
    return _runs.recall(
        (repr(pattern), setting),
        lambda: repr((pattern, setting, _digest(shape), name_of(setting.device))),
        lambda: _run(pattern, setting, before),
        lambda runs: len(runs) == len(all_pairings(shape)),
    )


@lru_cache(maxsize=1024)
def _digest(shape: Shape) -> str:
    return blake2b(repr(all_pairings(shape)).encode(), digest_size=16).hexdigest()


def _run(pattern: Any, setting: Setting, before: Before) -> Runs:
    comparison = Comparison(pattern, setting)
    pairings = all_pairings(comparison.shape)
    forward: Runs = (None,) * len(pairings)
    if setting.backward:
        forward = runs_of(contiguous(pattern), setting._replace(backward=False), before)

    def ran(number: int) -> Ran | None:
        there = forward[number] or ()
        if there and not any(isinstance(one, Returned) for one in there):
            return there
        try:
            settled = before(number)
            return (settled,) if settled else tuple(comparison.outcomes(*pairings[number]))
        except CaseError:
            return None

    return tuple(map(ran, range(len(pairings))))
