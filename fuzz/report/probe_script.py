"""A probe of a user's network as a program that runs without this package."""

from fuzz.check.finding import Finding
from fuzz.check.plain.probe import Change, Probe, Truncation
from fuzz.check.plain.tensor import Given
from fuzz.report.source import criterion_call, layer_text, site_text, target_text

NAMES = ("x", "y", "z")
FREEZE = 'model.requires_grad_(False).get_submodule("{}").requires_grad_(True)'


def finding_script(finding: Finding, name: str) -> list[str]:
    """The lines of the program that shows a finding."""
    return probe_script(finding.probe, name).splitlines()


def probe_script(probe: Probe, name: str) -> str:
    """The program that does what a probe did with the network MODULE:FACTORY."""
    module, _, attribute = name.partition(":")
    made = attribute.partition(".")[0]
    lines = ["import torch", "from torch import nn", "", f"from {module} import {made}", ""]
    lines += ["torch.manual_seed(0)"]
    lines += [f"model = {attribute}()", *map(change_line, probe.changes)]
    if not probe.inputs:  # it can't be built
        return "\n".join(lines) + "\n"
    lines += [FREEZE.format(probe.only)] if probe.only else []
    lines.append("model.train()" if probe.mode == "train" else "model.eval()")
    lines += [f"model.to(torch.{probe.dtype})"] if probe.dtype else []
    lines += [f'model.to("{probe.device}")'] if probe.device != "cpu" else []
    names = [NAMES[index] if index < 3 else f"x{index}" for index in range(len(probe.inputs))]
    lines += [_input_line(*pair, probe.device) for pair in zip(names, probe.inputs, strict=True)]
    return "\n".join((*lines, *_run_lines(probe, names, attribute))) + "\n"


def change_line(change: Change | Truncation) -> str:
    """The statement that changes the network."""
    site = site_text(change.site)
    if isinstance(change, Truncation):
        return f"{site} = nn.Sequential(*list({site}.children())[:-{change.drop}])"
    return f"{site} = {changed_text(change)}"


def changed_text(change: Change) -> str:
    """The expression for the module that a change puts in a place."""
    layer = layer_text(change.layer)
    if change.ahead:
        return f"nn.Sequential({layer}, {site_text(change.site)})"
    if change.behind:
        return f"nn.Sequential({site_text(change.site)}, {layer})"
    return layer if change.front is None else f"nn.Sequential({layer_text(change.front)}, {layer})"


def _input_line(name: str, given: Given, device: str) -> str:
    sizes = ", ".join(map(str, given.shape)) or "()"
    drawn = f"torch.randn({sizes})"
    if given.dtype.startswith(("int", "uint")):
        drawn = f"torch.randint(0, {given.most + 1}, {given.shape}, dtype=torch.{given.dtype})"
    elif given.dtype != "float32":
        drawn += f".to(torch.{given.dtype})"
    if given.channels_last:
        drawn += ".to(memory_format=torch.channels_last)"
    return f"{name} = {drawn}" + (f'.to("{device}")' if device != "cpu" else "")


def _run_lines(probe: Probe, names: list[str], made: str) -> list[str]:
    call = f"model({', '.join(names)})"
    if probe.autocast:
        return [f'with torch.autocast("cpu", torch.{probe.autocast}), torch.no_grad():', f"    {call}"]
    if not probe.backward and probe.loss is not None:
        return [f"output = {call}", *_loss_lines(probe), "print(loss)"]
    if not probe.backward:
        shown = ["print(x)"] if probe.against == "input" else []
        lines = [*shown, f"output = {call}", "print(output)", *_against(probe, names, call, made)]
        return lines if probe.grad else ["with torch.no_grad():", *(f"    {line}" for line in lines)]
    if probe.against == "gradients":
        return [DESCENT, "for step in range(4):", *(f"    {line}" for line in _descending(call)), SLOPES]
    step = [f"output = {call}", *_loss_lines(probe), "loss.backward()"]
    if probe.steps == 1:
        return [*step, *UNTRAINED]
    return [f"for step in range({probe.steps}):", *(f"    {line}" for line in step)]


UNTRAINED = (
    "print([name for name, one in model.named_parameters() if one.requires_grad and one.grad is None])",
)


OUTPLACE = 'model.apply(lambda one: hasattr(one, "inplace") and setattr(one, "inplace", False))'

DESCENT = "optimizer = torch.optim.SGD(model.parameters(), lr=0.001)"

SLOPES = (
    "print({name: one.grad is not None and one.grad.abs().max() for name, one in"
    " model.named_parameters()})"
)


def _descending(call: str) -> list[str]:
    """A step down a sum of all outputs with weights that are drawn."""
    return [
        f"output = {call}",
        "leaves = torch.utils._pytree.tree_leaves(output)",
        "loss = sum((one * torch.randn_like(one)).sum() for one in leaves)",
        "optimizer.zero_grad()",
        "loss.backward()",
        "optimizer.step()",
    ]


def _against(probe: Probe, names: list[str], call: str, made: str) -> list[str]:
    """What an output is held against: printed below it."""
    match probe.against:
        case "again" | "twice":
            return [f"print({call})"]
        case "alone":
            zeros = [f"{name}[1:] = 0" for name in names]
            return [*zeros, f"print({call})  # the first sample is the same"]
        case "turned":
            return [f"print(model({', '.join(f'{name}.flip(0)' for name in names)}))  # the other way"]
        case "outplace":
            return [OUTPLACE, f"print({call})"]
        case "input":
            return ["print(x)  # it was printed before"]
        case "reloaded":
            other = [f"other = {made}()", "other.load_state_dict(model.state_dict())"]
            return [*other, f"print(other.eval(){call.removeprefix('model')})"]
        case "compiled":
            compiled = call.removeprefix("model")
            return [f'print(torch.compile(model, backend="eager", fullgraph=True){compiled})']
        case _:
            return []


def _loss_lines(probe: Probe) -> list[str]:
    """The loss; without one, the sum of all that the network returns."""
    if probe.loss is None or probe.target is None:
        return [
            "leaves = torch.utils._pytree.tree_leaves(output)",
            "loss = sum(one.sum() for one in leaves)",
        ]
    first = "output = torch.utils._pytree.tree_leaves(output)[0]"
    target = f"target = {target_text(probe.target)}"
    return [first, target, f"loss = {criterion_call(probe.loss)}"]
