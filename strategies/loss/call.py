"""How a loss is called: its arguments beside the output and the target.

One text per way of calling, for the script of a reproducer; `fuzz.execution.criterion` makes the same
calls.
"""

CALLS = {
    "plain": "{loss}(output, target)",
    "pair": "{loss}(output, output, target)",
    "variance": "{loss}(output, target, torch.ones_like(output))",
    "lengths": "{loss}(output, target, (len(output),), (len(target),))",
}
