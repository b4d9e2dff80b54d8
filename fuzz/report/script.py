"""The reproducer: a case as a short plain PyTorch script, as a person would have written it."""

from fuzz.catalogue.entry import Entry
from fuzz.report.source import (
    criterion_call,
    edit_lines,
    helper_classes,
    input_text,
    subject_text,
    target_text,
)
from fuzz.text import first_line
from fuzz.verdict.finding import NOT_FINITE
from strategies.case import Case

STAGES = ("build", "load", "forward", "loss", "backward")


def script(entry: Entry) -> str:
    """A standalone script that fails as the entry says: it raises the error, or an assertion does.

    A warning is turned into an error. What comes after the stage that fails is left out.
    """
    stage = STAGES.index(entry.signature.stage)
    lines = [*_imports(entry), ""]
    lines += helper_classes(entry.case)
    lines += _build(entry.case)
    if stage >= STAGES.index("load"):
        lines += _load(entry.case)
    if stage >= STAGES.index("forward"):
        lines += _run(entry.case, stage)
    if entry.signature.kind == "nonfinite":
        lines.append(_assertion(entry))
    lines.append(f"# {_expectation(entry)}")
    return "\n".join(lines) + "\n"


def _imports(entry: Entry) -> list[str]:
    lines = [
        "import torch",
        "import torchvision",
        "from torch import nn",
        "",
        "torch.manual_seed(0)",
    ]
    if entry.signature.kind == "warned":
        lines.insert(0, "import warnings\n")
        lines.append('warnings.simplefilter("error")')
    return lines


def _build(case: Case) -> list[str]:
    lines = [f"model = {subject_text(case.subject)}"]
    if case.gradient == "frozen":
        lines.append("model.requires_grad_(False)")
    for edit in case.edits:
        lines += edit_lines(edit)
    return lines


def _load(case: Case) -> list[str]:
    if case.load == "no":
        return []
    strict = "" if case.load == "strict" else ", strict=False"
    checkpoint = "torchvision.models.resnet50().state_dict()"
    return [f"model.load_state_dict({checkpoint}{strict})"]


def _run(case: Case, stage: int) -> list[str]:
    body = [f"output = model({input_text(case.input)})"]
    if case.loss is not None and stage >= STAGES.index("loss"):
        body.append(f"target = {target_text(case.target)}")
        body.append(f"loss = {criterion_call(case.loss)}")
    for head in _contexts(case):
        body = [head, *(f"    {line}" for line in body)]
    if case.backward and stage >= STAGES.index("backward"):
        body.append("loss.backward()")
    return [f"model.{case.mode}()", "", *body]


def _contexts(case: Case) -> list[str]:
    """The blocks around the forward pass and the loss, the innermost first."""
    heads = []
    if case.autocast != "off":
        heads.append(f'with torch.autocast("cpu", dtype=torch.{case.autocast}):')
    if case.gradient == "off":
        heads.append("with torch.no_grad():")
    return heads


def _assertion(entry: Entry) -> str:
    values = {
        "forward": "output.isfinite().all()",
        "loss": "loss.isfinite().all()",
        "backward": "all(w.grad is None or w.grad.isfinite().all() for w in model.parameters())",
    }
    stage = entry.signature.stage
    return f'assert {values[stage]}, "{NOT_FINITE[stage]}"'


def _expectation(entry: Entry) -> str:
    """What to expect, in the words of the environment that is recorded first."""
    message = entry.observed[0].message if entry.observed else entry.signature.template
    exception = entry.signature.exception or "AssertionError"
    return f"{exception}: {first_line(message)}"[:160].rstrip()
