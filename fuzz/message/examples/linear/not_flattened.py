import torch
from torch import nn

nn.Linear(784, 10)(torch.rand(64, 1, 28, 28))
