import torch
from torch import nn


def keep(module, output):
    print(output.shape)


layer = nn.Linear(2, 2)
layer.register_forward_hook(keep)
layer(torch.rand(1, 2))
