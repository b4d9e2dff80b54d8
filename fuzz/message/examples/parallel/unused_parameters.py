import torch
import torch.distributed as dist
from torch import nn


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.used, self.unused = nn.Linear(2, 2), nn.Linear(2, 2)

    def forward(self, x):
        return self.used(x)


dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
model = nn.parallel.DistributedDataParallel(Network())
for _ in range(2):
    model(torch.ones(1, 2)).sum().backward()
