import torch
from torch import nn

nn.Linear(8, 3)(torch.randn(4, 8)).backward(torch.ones(4))
