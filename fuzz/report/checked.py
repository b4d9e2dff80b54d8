"""What came of checking a network, in lines of text."""

from collections.abc import Iterator
from textwrap import wrap

from fuzz.check.finding import Finding
from fuzz.check.probe import Change
from fuzz.check.result import Checked
from fuzz.report.source import layer_text, site_text
from fuzz.text import counted, first_line, printable
from strategies.rule import shown

WIDTH = 100


def checked_lines(checked: Checked) -> Iterator[str]:
    """The input contract, each finding with its place and fix, and what was left out."""
    yield f"{checked.name}: {counted(checked.runs, 'run')} in {checked.seconds:g} s"
    yield from _contract(checked)
    for finding in checked.findings:
        yield from ("", *finding_lines(finding, checked.name))
    if not checked.findings:
        yield from ("", "Nothing was found.")
    for what in checked.left_out:
        yield from _paragraph("Left out: ", what)


def _contract(checked: Checked) -> Iterator[str]:
    contract = checked.contract
    if contract is None:
        return
    yield from ("", f"It takes    {contract.form} {' or '.join(contract.dtypes)}")
    for bound in contract.bounds:
        yield from _paragraph("            ", bound.text)
    for name in contract.open:
        yield f"            {name}: the sizes that it takes follow no rule that is known here"
    given = " and ".join(shown(one.shape) for one in checked.probe.inputs)
    for at, shape in checked.outputs.items():
        yield f"It returns  {shown(shape)}{f' in {at}' if at else ''}, for {given}"


def finding_lines(finding: Finding, name: str) -> list[str]:
    """One finding: what is wrong and where, its message, its fix, and a script that shows it."""
    where = " ".join(
        part
        for part in (
            f"at {finding.site}" if finding.site else "",
            f"({finding.place})" if finding.place else "",
        )
        if part
    )
    lines = [f"{finding.kind.upper()} {finding.when}{f', {where}' if where else ''}: {finding.name}"]
    lines += _paragraph("  ", finding.text)
    if finding.exception:
        lines += _paragraph("  ", f"{finding.exception}: {first_line(finding.message)}")
    if finding.fix:
        seen = " (with this change, it runs)" if finding.change is not None else ""
        lines += _paragraph("  Fix: ", f"{finding.fix}{seen}")
    lines += [f"    {line}" for line in change_lines(finding)]
    if finding.page:
        lines.append(f"  See: {finding.page}")
    return [printable(line) for line in lines]


def change_lines(finding: Finding) -> list[str]:
    """The change as a diff of the line that has made the layer; as an assignment where that isn't it."""
    change, place = finding.change, finding.place
    if change is None:
        return []
    made = _changed_text(change)
    code = place.code if place is not None else ""
    old = _call(code, change.layer.kind)
    if not old or (change.front is not None and "(" not in old):
        return [f"+ {site_text(change.site)} = {made}"]
    return [f"- {code}", f"+ {code.replace(old, made)}"]


def _changed_text(change: Change) -> str:
    if change.front is None:
        return layer_text(change.layer)
    return f"nn.Sequential({layer_text(change.front)}, {layer_text(change.layer)})"


def _call(code: str, kind: str) -> str:
    """The only call of a class in a line of code, with its arguments; "" where there is no such call."""
    name = f"{kind}("
    start = code.find(name)
    if start < 0 or code.count(name) > 1:
        return ""
    depth = 0
    for end in range(start + len(kind), len(code)):
        depth += {"(": 1, ")": -1}.get(code[end], 0)
        if not depth:
            while start and (code[start - 1].isidentifier() or code[start - 1] == "."):
                start -= 1
            return code[start : end + 1]
    return ""


def _paragraph(head: str, text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=head, subsequent_indent=" " * len(head)) or [head]
