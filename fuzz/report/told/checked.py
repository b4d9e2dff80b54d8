"""What came of checking a network of the user's own, as a report."""

from collections.abc import Iterator

from fuzz.check.finding import Finding
from fuzz.check.plain.tensor import Given
from fuzz.check.result import Checked
from fuzz.report.checked import change_lines
from fuzz.report.probe_script import probe_script
from fuzz.report.told.report import Contract, Dots, Limit, Problem, Report
from fuzz.text import first_line
from strategies.rule import shown


def report_of_checked(
    checked: Checked, failing: frozenset[str] = frozenset({"fails", "silent"})
) -> Report:
    """A checked network as a report; findings of the ``failing`` kinds make the check fail."""
    return Report(
        subject=checked.name,
        problems=tuple(
            _problem(finding, number, checked.name, failing)
            for number, finding in enumerate(checked.findings, 1)
        ),
        contract=_contract(checked),
        left_out=checked.left_out,
        facts={"runs of the network": str(checked.runs), "seconds": f"{checked.seconds:g}"},
    )


def _problem(finding: Finding, number: int, name: str, failing: frozenset[str]) -> Problem:
    said = f"{finding.exception}: {first_line(finding.message)}" if finding.exception else finding.text
    path, _, line = str(finding.place or "").rpartition(":")
    change = finding.change
    return Problem(
        id=f"{number}-{finding.name}",
        status="found",
        kind=finding.kind,
        stage=finding.when,
        title=finding.text,
        headline=f"{said}  [{finding.kind}, {finding.when}]",
        fails=finding.kind in failing,
        exception=finding.exception,
        message=finding.message,
        rule=finding.name if "." in finding.name else "",
        cause=finding.text,
        fix=finding.fix,
        page=finding.page,
        proof="this change was made, and then it runs" if change is not None else "",
        script=probe_script(finding.probe, name),
        diff=tuple(change_lines(finding)),
        layers=(change.layer.kind,) if change is not None else (),
        sites=(finding.site,) if finding.site else (),
        path=path,
        line=int(line or 0),
    )


def _contract(checked: Checked) -> Contract | None:
    found = checked.contract
    if found is None:
        return None
    given = " and ".join(shown(one.shape) for one in checked.probe.inputs)
    returns = (
        f"{shown(shape)}{f' in {at}' if at else ''}, for {given}"
        for at, shape in checked.outputs.items()
    )
    limits = (
        Limit(text=bound.text, passes=_text(bound.passes), fails=_text(bound.fails))
        for bound in found.bounds
    )
    return Contract(
        form=found.form,
        dtypes=found.dtypes,
        limits=tuple(limits),
        sizes=tuple(_dots(checked)),
        returns=tuple(returns),
    )


def _dots(checked: Checked) -> Iterator[Dots]:
    found = checked.contract
    assert found is not None
    for name, sizes in (("channels", found.channels), ("height and width", found.spatial)):
        if sizes.passed or sizes.failed:
            yield Dots(name=name, passed=sizes.passed, failed=sizes.failed)


def _text(given: Given | None) -> str:
    return f"{shown(given.shape)} {given.dtype}" if given is not None else ""
