import torch
from torch import nn


class Net(nn.Module):
    def forward(self, x):
        return self.forward(x)


Net()(torch.randn(1, 3, 32, 32))
