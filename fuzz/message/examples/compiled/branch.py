import torch


@torch.compile(backend="eager", fullgraph=True)
def branch(x):
    return x if x.sum() > 0 else -x


branch(torch.rand(2))
