"""The table of one output: the verdicts on every loss and target."""

from collections.abc import Iterator
from typing import Any

from fuzz.execution.accelerator import name_of
from fuzz.execution.composition.comparison import (
    all_pairings,
    contiguous,
    output_requires_grad,
    shape_to_fit,
)
from fuzz.execution.composition.pairing_runs import Before, forget_runs, runs_of
from fuzz.execution.composition.tensor_meta import TensorMeta
from fuzz.execution.kept import Kept
from fuzz.execution.setting import Setting
from fuzz.verdict.finding import DEADLY, REFUSED, Signature
from fuzz.verdict.judgement import weigh
from fuzz.verdict.kept_table import decode, encode
from fuzz.verdict.table import SeenWording, Table, Verdict, verdict_of, wordings_in
from strategies.contract import (
    NO_GRADIENT,
    Violation,
    as_compared,
    predict_compared,
    predict_loss_backward,
)
from strategies.loss import Loss, Target
from strategies.rule import MANY, Domain, TensorSpec

TABLES = 1024
"""The number of outputs of which a process caches the table."""

_tables: Kept[Table] = Kept("table", TABLES, encode, decode)


def forget_tables() -> None:
    """Clear the cache of tables."""
    _tables.clear()
    forget_runs()


def table_of(
    pattern: Any,
    setting: Setting,
    domain: Domain = "numbers",
    before: Before = lambda _: None,
) -> Table:
    """The verdicts on every loss and target for an output of a pattern and a domain.

    With the backward pass where the setting says so.
    """
    if not setting.backward:
        pattern = contiguous(pattern)
    setting = setting._replace(train=False, grad=setting.grad or not output_requires_grad(pattern))
    key = (repr(pattern), setting, domain)
    return _tables.recall(
        key,
        lambda: repr((key, name_of(setting.device))),
        lambda: _table(pattern, setting, domain, before),
        lambda table: len(table.verdicts) == len(all_pairings(shape_to_fit(pattern))),
    )


def _table(pattern: Any, setting: Setting, domain: Domain, before: Before) -> Table:
    wordings: set[SeenWording] = set()
    verdicts = tuple(_verdicts(pattern, setting, domain, wordings, before))
    return Table(verdicts, frozenset(wordings))


def _verdicts(
    pattern: Any, setting: Setting, domain: Domain, wordings: set[SeenWording], before: Before
) -> Iterator[Verdict]:
    """The verdict on each pairing; the messages of torch are added to ``wordings``."""
    output, runs = as_compared(_plain(pattern), setting.autocast), runs_of(pattern, setting, before)
    there = _without_backward(pattern, setting, domain, before) if setting.backward else None
    wordings.update(there.wordings if there is not None else ())
    forward = there.verdicts if there is not None else (None,) * len(runs)
    ended: set[Signature] = set()
    pairings = all_pairings(shape_to_fit(pattern))
    for (loss, target), known, outcomes in zip(pairings, forward, runs, strict=True):
        if isinstance(known, Signature) and known.kind in (*REFUSED, *DEADLY):
            ended |= {known} if known.kind in DEADLY else set()
            yield known
            continue
        if outcomes is None:
            yield frozenset((None, *ended))
            continue
        expected = predict_compared(loss, target, output, domain)
        if setting.backward and (violation := _backward_violation(pattern, loss, target, output)):
            expected = expected._replace(violations=(*expected.violations, violation))
        findings = [weigh(expected, one) for one in outcomes]
        wordings.update(*(wordings_in(finding, expected) for finding in findings))
        ended |= {one.signature for one in findings if one is not None and one.signature.kind in DEADLY}
        yield verdict_of({None if finding is None else finding.signature for finding in findings})


def _backward_violation(
    pattern: Any, loss: Loss, target: Target, output: TensorSpec
) -> Violation | None:
    return predict_loss_backward(loss, target, output) if output_requires_grad(pattern) else NO_GRADIENT


def _without_backward(pattern: Any, setting: Setting, domain: Domain, before: Before) -> Table:
    """The table without the backward pass: where the loss raises an error, the verdict is the same."""
    return table_of(pattern, setting._replace(backward=False), domain, before)


def _plain(pattern: Any) -> TensorSpec:
    """The shape and dtype of an output, for the contract."""
    if not isinstance(pattern, TensorMeta):
        return TensorSpec((), MANY)
    return TensorSpec(pattern.shape, str(pattern.dtype).removeprefix("torch."))
