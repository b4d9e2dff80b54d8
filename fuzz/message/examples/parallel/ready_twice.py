# as written: RuntimeError: Expected to mark a variable ready only once. This error is caused by one of the following reasons: 1) Use of a module parameter outside the `forward` function.
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)

    def forward(self, x):
        return sum(checkpoint(self.layer, x, use_reentrant=True) for _ in range(2))


model = nn.parallel.DistributedDataParallel(Network())
model(torch.ones(1, 2, requires_grad=True)).sum().backward()
