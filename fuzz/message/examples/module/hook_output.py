import torch
from torch import nn


class Branches(nn.Module):
    def forward(self, x):
        return [x * 2]


model = Branches()
model.register_full_backward_hook(lambda *ignored: None)
model(torch.ones(3, requires_grad=True))
