"""A probe of a user's network as a program that runs without this package."""

from fuzz.check.probe import Change, Probe
from fuzz.check.tensor import Given
from fuzz.report.source import criterion_call, layer_text, site_text, target_text

NAMES = ("x", "y", "z")


def probe_script(probe: Probe, name: str) -> str:
    """The program that does what a probe did with the network MODULE:FACTORY."""
    module, _, attribute = name.partition(":")
    made = attribute if attribute.isidentifier() else attribute.partition(".")[0]
    lines = ["import torch", "from torch import nn", "", f"from {module} import {made}", ""]
    lines += [f"model = {attribute}()", *map(_change_line, probe.changes)]
    lines.append("model.train()" if probe.mode == "train" else "model.eval()")
    lines += [f"model.to(torch.{probe.dtype})"] if probe.dtype else []
    lines += [f'model.to("{probe.device}")'] if probe.device != "cpu" else []
    names = [NAMES[index] if index < 3 else f"x{index}" for index in range(len(probe.inputs))]
    lines += [_input_line(*pair, probe.device) for pair in zip(names, probe.inputs, strict=True)]
    return "\n".join((*lines, *_run_lines(probe, ", ".join(names)))) + "\n"


def _change_line(change: Change) -> str:
    layer = layer_text(change.layer)
    if change.front is not None:
        layer = f"nn.Sequential({layer_text(change.front)}, {layer})"
    return f"{site_text(change.site)} = {layer}"


def _input_line(name: str, given: Given, device: str) -> str:
    sizes = ", ".join(map(str, given.shape))
    drawn = f"torch.randn({sizes})"
    if given.dtype.startswith(("int", "uint")):
        drawn = f"torch.randint(0, {given.most + 1}, ({sizes},), dtype=torch.{given.dtype})"
    elif given.dtype != "float32":
        drawn += f".to(torch.{given.dtype})"
    if given.channels_last:
        drawn += ".to(memory_format=torch.channels_last)"
    return f"{name} = {drawn}" + (f'.to("{device}")' if device != "cpu" else "")


def _run_lines(probe: Probe, arguments: str) -> list[str]:
    call = f"model({arguments})"
    if probe.autocast:
        return [f'with torch.autocast("cpu", torch.{probe.autocast}), torch.no_grad():', f"    {call}"]
    if not probe.backward:
        again = [f"    print(({call} - output).abs().max())"] if probe.against == "again" else []
        return ["with torch.no_grad():", f"    output = {call}", *again]
    step = [f"output = {call}", *_loss_lines(probe), "loss.backward()"]
    if probe.steps == 1:
        return step
    return [f"for step in range({probe.steps}):", *(f"    {line}" for line in step)]


def _loss_lines(probe: Probe) -> list[str]:
    if probe.loss is None or probe.target is None:
        return ["loss = output.sum()"]
    return [f"target = {target_text(probe.target)}", f"loss = {criterion_call(probe.loss)}"]
