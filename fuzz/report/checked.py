"""What came of checking a network, in lines of text."""

import re
from collections.abc import Iterator
from textwrap import wrap

from fuzz.check.finding import Finding
from fuzz.check.result import Checked
from fuzz.report.probe_script import change_line, changed_text, finding_script
from fuzz.report.weights import weights_lines
from fuzz.text import counted, first_line, printable
from strategies.rule import shown

WIDTH = 100

LOOPING = re.compile(r"\bfor\b.+\bin\b")
"""A line that makes several layers."""


def checked_lines(checked: Checked, *, scripts: bool = False) -> Iterator[str]:
    """The input contract, each finding with its place and fix, and what was left out.

    With ``scripts``, below each finding the program that shows it.
    """
    yield f"{checked.name}: {counted(checked.runs, 'run')} in {checked.seconds:g} s"
    yield from map(printable, _taken(checked))
    for finding in checked.findings:
        yield from ("", *finding_lines(finding))
        if scripts:
            yield from ("", *(f"    {line}".rstrip() for line in finding_script(finding, checked.name)))
    if not any(one.kind != "remark" for one in checked.findings):
        yield from ("", "Nothing was found." if not checked.findings else "Nothing else was found.")
    yield from map(printable, _edits(checked))
    for what in checked.left_out:
        yield from map(printable, _paragraph("Left out: ", what))


def _taken(checked: Checked) -> Iterator[str]:
    """What the network takes, returns, may be trained with, and may load."""
    contract = checked.contract
    if contract is not None:
        yield from ("", f"It takes    {contract.form} {' or '.join(contract.dtypes)}")
        for bound in contract.bounds:
            yield from _paragraph("            ", bound.text)
        for name in contract.open:
            yield f"            {name}: the sizes that it takes follow no rule that is known here"
        for name in contract.untried:
            yield from _paragraph("            ", f"not tried to the end, for lack of time: {name}")
        for form in contract.also:
            yield f"            and {form}, which may be a mistake"
    given = " and ".join(shown(one.shape) for one in checked.probe.inputs)
    for at, shape in checked.outputs.items():
        yield f"It returns  {shown(shape)}{f' in {at}' if at else ''}, for {given}"
    yield from _losses(checked)
    if checked.pretrained is not None:
        head, *rest = weights_lines(checked.pretrained)
        yield from _paragraph("Weights     ", head)
        for line in rest:
            yield from _paragraph("            ", line)


def _losses(checked: Checked) -> Iterator[str]:
    fit = [f"{one.loss} with {one.target}" for one in checked.losses if not one.wrong]
    if fit:
        yield from _paragraph("Losses      ", "; ".join(fit))
    for one in checked.losses:
        if one.wrong:
            yield from _paragraph("            ", f"not {one.loss}: {one.wrong}")


def _edits(checked: Checked) -> Iterator[str]:
    """What came of surgery: how many edits run, and each other with why it does not."""
    if not checked.edits:
        return
    failed = [one for one in checked.edits if one.fails]
    yield ""
    yield f"Edits: {len(checked.edits) - len(failed)} of {len(checked.edits)} run, these do not:"
    for one in failed:
        where = f"at {one.at}, " if one.at else ""
        yield f"  {change_line(one.edit)}"
        yield from _paragraph("      ", f"{where}{one.fails}")


def finding_lines(finding: Finding) -> list[str]:
    """One finding: what is wrong and where, its message, and its fix."""
    where = " ".join(
        part
        for part in (
            f"at {finding.site}" if finding.site else "",
            f"({finding.place})" if finding.place else "",
        )
        if part
    )
    head = "  AFTER THAT CHANGE, it fails" if finding.behind else finding.kind.upper()
    lines = [f"{head} {finding.when}{f', {where}' if where else ''}: {finding.name}"]
    if finding.called not in (None, finding.place):
        made = "made by" if finding.entry is None else "read by"
        lines += _paragraph("  ", f"{made} {finding.called}: {finding.called.code}")
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
    code = place.code if place is not None else ""
    if change.behind or change.ahead:
        return [f"+ {change_line(change)}"]
    if (entry := finding.entry) is not None:
        value = change.layer.options[entry.option]
        return [f"- {entry.place.code}", f"+ {entry.before}{value}{entry.after}"]
    made = changed_text(change)
    old = _call(code, change.layer.kind)
    if finding.called not in (None, finding.place):
        return [f"+ {change_line(change)}  # by what that call gives"]
    if LOOPING.search(code):
        return [f"+ {change_line(change)}"]  # the line makes others as well
    if not old or (change.front is not None and "(" not in old):
        return [f"+ {change_line(change)}"]
    return [f"- {code}", f"+ {code.replace(old, made)}"]


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
