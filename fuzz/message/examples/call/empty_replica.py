# as written: File "/lib/site-packages/torch/nn/parallel/parallel_apply.py", line 83, in _worker\n    output = module(*input, **kwargs)\nTypeError: Net.forward() missing 1 required positional argument: 'x'
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 2)

    def forward(self, x, scale):
        return self.fc(x) * scale


model = nn.DataParallel(Net().cuda())  # on two GPUs or more
model(torch.rand(1, 8).cuda(), scale=2)
