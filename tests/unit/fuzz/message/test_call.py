"""Messages about a forward that was called with less than it takes."""

import pytest

from fuzz.message import explain

MISSING = "missing 1 required positional argument:"
OF_TORCH = '  File "/lib/site-packages/torch/nn/{}", line 9, in forward\n    input = module(input)\n'
PARALLEL = OF_TORCH.format("parallel/parallel_apply.py")
DISTRIBUTED = OF_TORCH.format("parallel/distributed.py")
SEQUENTIAL = OF_TORCH.format("modules/container.py")
CALLED = '  File "train.py", line 3, in <module>\n    output = {}\n'

READ = [
    ("", f"ResNet.forward() {MISSING} 'x'", "call.no_input", "ResNet was called"),
    ("", f"forward() {MISSING} 'x'", "call.no_input", "the network was called"),
    ("", f"main.<locals>.Net.forward() {MISSING} 'images'", "call.no_input", "input images"),
    (
        "",
        "Net.forward() missing 2 required positional arguments: 'x' and 'y'",
        "call.no_input",
        "Net was called",
    ),
    (CALLED.format("model()"), f"ResNet.forward() {MISSING} 'x'", "call.no_input", "model(x)"),
    (CALLED.format("ResNet.forward(x)"), f"ResNet.forward() {MISSING} 'x'", "call.on_class", "self"),
    (CALLED.format("ResNet.forward(self)"), f"ResNet.forward() {MISSING} 'x'", "call.no_input", ""),
    ("", f"Net.forward() {MISSING} 'self'", "call.on_class", "Net(...)"),
    (PARALLEL, f"ResNet.forward() {MISSING} 'x'", "call.empty_replica", "drop_last"),
    (DISTRIBUTED, f"ResNet.forward() {MISSING} 'x'", "call.no_input", "model(x)"),
    (SEQUENTIAL, f"Join.forward() {MISSING} 'skip'", "call.in_sequential", "layer(x, skip)"),
    ("", f"CrossEntropyLoss.forward() {MISSING} 'target'", "call.no_target", "criterion("),
    ("", f"Siamese.forward() {MISSING} 'other'", "call.more_inputs", "Siamese takes other"),
    ("", f"_forward_unimplemented() {MISSING} 'input'", "call.unimplemented", "def forward"),
    ("", f"Module._forward_unimplemented() {MISSING} 'self'", "call.unimplemented", "indentation"),
    ("", f"MaxUnpool2d.forward() {MISSING} 'indices'", "maxunpool2d.indices", "indices"),
]


@pytest.mark.parametrize(("frames", "message", "name", "telling"), READ)
def test_a_call_without_all_it_takes_has_its_answer(
    frames: str, message: str, name: str, telling: str
) -> None:
    answer = explain(f"{frames}TypeError: {message}").answer
    assert answer is not None
    assert name in (answer.name, answer.rule)
    assert telling in f"{answer.cause} {answer.fix}"


@pytest.mark.parametrize("function", ["step()", "fit()", "carry_forward()", "Net.fast_forward()"])
def test_other_functions_are_left_alone(function: str) -> None:
    assert explain(f"TypeError: {function} {MISSING} 'x'").answer is None
