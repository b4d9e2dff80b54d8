import torch


@torch.compile(backend="eager", fullgraph=True)
def shown(x):
    print("shown")
    return x + 1


shown(torch.rand(2))
