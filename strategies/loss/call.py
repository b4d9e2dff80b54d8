"""How a loss is called: what it takes beside the output and the target.

One text per way of calling, to be quoted in a reproducer; the same calls are made in `fuzz`.
"""

CALLS = {
    "plain": "{loss}(output, target)",
    "pair": "{loss}(output, output, target)",
    "variance": "{loss}(output, target, torch.ones_like(output))",
    "lengths": "{loss}(output, target, (len(output),), (len(target),))",
}
