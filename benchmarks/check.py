"""What `fuzz check` says of networks that it was not written for, beside the truth.

    python -m benchmarks.check held > scored.txt
    python -m benchmarks.check held2 held2-03

They are those of a folder beside tests/check/held. A finding is at the fault where its line is marked
there, or its site is that of the fault. Whether its fix is right is for people to read: each is
printed.
"""

import sys
import time

from fuzz.check.bound.contract import InputContract
from fuzz.check.checkup import checkup
from fuzz.check.finding import Finding
from fuzz.check.network.description import Description
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Raised
from fuzz.check.plain.tensor import Given
from fuzz.check.result import Checked
from fuzz.check.running.child import Child
from fuzz.check.unbuilt import unbuilt
from strategies.loss import Loss, Target
from strategies.loss.target import TargetValues
from tests.check.held.truth import Contract, Row, rows

SECONDS = 240.0
SIZES = range(1, 129)


def main() -> None:
    folder, *chosen = sys.argv[1:] or ["held"]
    found = right = false = exact = contracts = faulty = 0
    for row in rows(folder):
        if chosen and row.name not in chosen:
            continue
        began = time.monotonic()
        result = checked(row)
        print(
            f"\n== {row.name} ({time.monotonic() - began:.0f} s): {row.kind or 'faultless'}", flush=True
        )
        told = [one for one in result.findings if one.kind != "remark"]
        at_it = [one for one in result.findings if is_at_fault(one, row)]
        faulty += row.faulty
        found += row.faulty and bool(at_it)
        right += row.faulty and bool(at_it) and not set(told) - set(at_it)
        false += not row.faulty and bool(told)
        for one in result.findings:
            mark = "fault" if one in at_it else "OTHER"
            print(f"  [{mark}] {one.kind} {one.name} {one.when} | {one.site} {one.place} | {one.text}")
            print(
                f"          fix: {one.fix} | change: {one.change} | {one.exception} {one.message[:80]}"
            )
        if row.faulty:
            print(f"  truth: {row.site or 'forward'} lines {row.lines('FAULT')} | {row.fix}")
        print(f"  contract: {result.contract.text if result.contract else None}")
        true = row.contract_faulty if row.faulty else row.contract
        if true is not None:
            wrong = differences(result.contract, true)
            contracts, exact = contracts + 1, exact + (not wrong)
            print(f"  {'exact' if not wrong else 'NOT EXACT: ' + '; '.join(wrong)}")
        if result.left_out:
            print(f"  left out: {result.left_out}")
    print(f"\n{found} of {faulty} faults found, {right} of them and nothing else")
    print(f"{false} faultless networks with a finding; {exact} of {contracts} input contracts exact")


def checked(row: Row) -> Checked:
    with Child(f"{row.module}:build", seconds=120.0) as lab:
        there = lab.describe()
        if isinstance(there, Raised):
            return unbuilt(row.name, there)
        return checkup(lab, there, name=row.name, probe=_probe(row, there), seconds=SECONDS)


def _probe(row: Row, there: Description) -> Probe | None:
    if row.input is None and row.loss is None:
        return None
    shape = tuple(row.input or (2, row.contract.each[0], row.size, row.size))
    count = there.arguments if there.most else max(there.arguments, len(row.contract.each))
    channels = [*row.contract.each, *row.contract.each[-1:] * count][:count]
    each = (Given((*shape[:-3], count, *shape[-2:])) for count in channels)
    probe = Probe(inputs=tuple(each) if len(shape) > 3 else (Given(shape),) * there.arguments)
    if row.others:
        probe = Probe(inputs=(Given(shape), *(Given(tuple(one)) for one in row.others)))
    if row.loss is None or row.target is None:
        return probe
    named = {"N": shape[0], "H": shape[-2], "W": shape[-1]}
    sizes = tuple(named[size] if isinstance(size, str) else size for size in row.target.shape)
    values: TargetValues = "classes" if row.target.dtype == "int64" else "unit"
    target = Target(shape=sizes, dtype=row.target.dtype, values=values)
    return Probe(inputs=probe.inputs, loss=Loss(row.loss), target=target)


def is_at_fault(finding: Finding, row: Row) -> bool:
    place = finding.place
    lines = {*row.lines("FAULT"), *row.lines("SHOWS")}
    at_line = place is not None and place.file == str(row.path) and place.line in lines
    return at_line or bool(row.site and finding.site == row.site)


def differences(found: InputContract | None, true: Contract) -> list[str]:
    if found is None:
        return ["none was found"]
    wrong = []
    sizes = [size for size in SIZES if (size in found.spatial) != true.allows_size(size)]
    if sizes or not found.spatial.known:
        wrong.append(f"sizes {sizes[:8]}")
    if found.channels.only != true.each[0]:
        wrong.append(f"channels {found.channels.only or 'any'} for {true.each[0]}")
    least = true.batch_train_min
    until = true.batch_train_until or 0
    everywhere = true.range is not None and until >= true.range[1]
    if (found.training_batch, found.training_upto) not in ((least, until), *[(least, 0)] * everywhere):
        wrong.append(f"training {found.training_batch} to {found.training_upto}")
    if sorted(found.dtypes) != sorted(true.dtypes):
        wrong.append(f"dtypes {found.dtypes} for {true.dtypes}")
    return wrong


if __name__ == "__main__":
    main()
