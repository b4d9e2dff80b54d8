import torch
from torch.utils.checkpoint import checkpoint

calls = []


def block(x):
    calls.append(x)
    return torch.sin(x[:, : len(calls)])


checkpoint(block, torch.ones(1, 8, requires_grad=True), use_reentrant=False).sum().backward()
