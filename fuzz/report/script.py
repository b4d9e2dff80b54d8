"""The reproducer: a case as a short, plain PyTorch script."""

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
from fuzz.verdict.finding import DEADLY, NOT_FINITE
from strategies.case import Case
from strategies.edited import output_attribute
from strategies.network.models import is_seen, model_of
from strategies.stage import STAGES, Stage
from strategies.subject import ordinary


def script(entry: Entry) -> str:
    """A standalone script with the failure of an entry: it raises the error, or an assertion fails.

    A warning is turned into an error; of a silent failure, the result is printed. The stages after that
    of the failure are left out. A divergent case is run on each of the devices. Where it would import a
    network that nobody has granted, there is only a comment that says so.
    """
    if withheld := what_is_withheld(entry.case):
        return f"# {withheld}\n"
    kind, stage = entry.signature.kind, seen_at(entry)
    if kind == "divergent":
        return "\n".join([*_on_each_device(entry, stage), f"# {_expectation(entry)}"]) + "\n"
    lines = [*(WARNINGS if kind == "warned" else ()), *lines_to(entry.case, stage)]
    if _is_of_accelerator(entry):
        lines = _on_accelerator(lines)
    if kind == "nonfinite":
        lines.append(f'assert {VALUES[stage]}, "{NOT_FINITE[stage]}"')
    if kind == "silent":
        lines.append("print(output.shape)" if stage == "forward" else "print(loss)")
    return "\n".join([*lines, f"# {_expectation(entry)}"]) + "\n"


def what_is_withheld(case: Case) -> str:
    """Why there is no script of a case; "" where there is one."""
    name = case.subject.model
    if is_seen(name):
        return ""
    return f"the script imports {name}, which only you can allow: add --subject {name}"


def _is_of_accelerator(entry: Entry) -> bool:
    """Whether an entry was seen on accelerators alone."""
    return bool(entry.observed) and all(one.device not in NAMED for one in entry.observed)


def _on_accelerator(lines: list[str]) -> list[str]:
    """The same lines on the accelerator of whoever runs them, up to the last error of its kernels."""
    begun = lines.index(SEED) + 2
    rest = [line.replace(ON_CPU, ON_DEFAULT) for line in lines[begun:]]
    return [*lines[:begun], *ACCELERATED, *rest, "torch.accelerator.synchronize()"]


NAMED = ("cpu", "meta")
"""The devices that are recorded by their own names."""

ACCELERATED = ("torch.set_default_device(torch.accelerator.current_accelerator())",)
ON_CPU, ON_DEFAULT = 'torch.autocast("cpu"', "torch.autocast(torch.get_default_device().type"

WARNINGS = ("import warnings", "", 'warnings.simplefilter("error")', "")
VALUES = {
    "forward": "output.isfinite().all()",
    "loss": "loss.isfinite().all()",
    "backward": "all(w.grad is None or w.grad.isfinite().all() for w in model.parameters())",
}


def seen_at(entry: Entry) -> Stage:
    """The stage up to which the failure has to be run: the last that was observed in an environment."""
    stages = (seen.stage for seen in entry.observed)
    return max(stages, key=STAGES.index, default=entry.signature.stage)


def lines_to(case: Case, stage: Stage) -> list[str]:
    """The lines that run a case up to a stage."""
    reached = STAGES[: STAGES.index(stage) + 1]
    return [*_imports(case), *helper_classes(case), *_run_to(case, reached)]


def _run_to(case: Case, reached: tuple[Stage, ...]) -> list[str]:
    lines = _build(case)
    if "load" in reached:
        lines += _load(case)
    if "forward" in reached:
        lines += _run(case, reached)
    return lines


def _on_each_device(entry: Entry, stage: Stage) -> list[str]:
    """The case on one device after the other, with that which raises an error last."""
    case, reached = entry.case, STAGES[: STAGES.index(stage) + 1]
    result = "output" if case.loss is None or "loss" not in reached else "loss"
    body = [*_run_to(case, reached), f"return {result}"]
    lines = [*_imports(case), *helper_classes(case), "", "def run():"]
    lines += [f"    {line}" if line else "" for line in body] + [""]
    *before, last = _devices(entry)
    for device, refuses in before:
        lines += ["", f'with torch.device("{device}"):', *(CAUGHT if refuses else SHOWN)]
    return [*lines, "", f'with torch.device("{last[0]}"):', *SHOWN]


SHOWN = ("    print(run())",)
CAUGHT = (
    "    try:",
    "        print(run())",
    "    except Exception as error:",
    "        print(error)",
)


def _devices(entry: Entry) -> list[tuple[str, bool]]:
    """The devices on which an entry was observed, and whether they raise an error.

    The device that raises at the earliest stage comes last. The name of a GPU is replaced by "cuda".
    """
    if len(entry.observed) < len(NAMED):
        return [(device, False) for device in NAMED]
    seen = sorted(entry.observed, key=lambda one: (bool(one.exception), -STAGES.index(one.stage)))
    return [(one.device if one.device in NAMED else "cuda", bool(one.exception)) for one in seen]


SEED = "torch.manual_seed(0)"


def _imports(case: Case) -> list[str]:
    """The first lines of a script: what it needs, and the seed."""
    model = model_of(case.subject)
    own = model.imports
    plain = sorted({"import torch", "import torchvision", *(one for one in own if one[:6] == "import")})
    named = sorted({"from torch import nn", *(one for one in own if one[:4] == "from")})
    return [*model.prelude, *plain, *named, "", SEED, ""]


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
    checkpoint = f"{subject_text(ordinary(case.subject))}.state_dict()"
    return [f"model.load_state_dict({checkpoint}{strict})"]


def _run(case: Case, reached: tuple[Stage, ...]) -> list[str]:
    body = [f"output = model({input_text(case.input)}){_logits(case)}"]
    if case.loss is not None and "loss" in reached:
        body.append(f"target = {target_text(case.target)}")
        body.append(f"loss = {criterion_call(case.loss)}")
    for head in _contexts(case):
        body = [head, *(f"    {line}" for line in body)]
    if case.backward and "backward" in reached:
        body.append("loss.backward()")
    return [f"model.{case.mode}()", "", *body]


def _logits(case: Case) -> str:
    """The attribute that is taken of what the network returns."""
    attribute = output_attribute(case)
    return f".{attribute}" if attribute else ""


def _contexts(case: Case) -> list[str]:
    """The blocks around the forward pass and the loss, the innermost first."""
    heads = []
    if case.autocast != "off":
        heads.append(f'with torch.autocast("cpu", dtype=torch.{case.autocast}):')
    if case.gradient == "off":
        heads.append("with torch.no_grad():")
    return heads


def _expectation(entry: Entry) -> str:
    """The expected error, as in the first environment with a message.

    For a divergent case, that of the device which raises at the earliest stage.
    """
    kind, seen = entry.signature.kind, entry.message_seen
    if kind == "divergent":
        refusing = (one for one in entry.observed if one.exception)
        seen = min(refusing, key=lambda one: STAGES.index(one.stage), default=None)
    if kind in DEADLY:
        how = (one.exception for one in entry.observed if one.exception)
        return f"the process ends here: {next(how, entry.signature.exception)}"
    message = seen.message if seen is not None else entry.signature.template
    exception = (seen.exception if seen is not None else "") or entry.signature.exception
    if not exception and (kind == "divergent" or (kind == "silent" and not message)):
        message, exception = entry.cause, "Nothing is raised"
    return f"{exception or 'AssertionError'}: {first_line(message)}"[:160].rstrip()
