import torch
from torch import nn

nn.Linear(784, 128)(torch.flatten(torch.rand(4, 3, 32, 32), 1))
