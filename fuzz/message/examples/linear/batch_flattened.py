import torch
from torch import nn

x = torch.flatten(torch.rand(8, 512, 1, 1))
nn.Linear(512, 10)(x)
