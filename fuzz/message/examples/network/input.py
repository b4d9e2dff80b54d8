import torch
from torch import nn

nn.Linear(8, 2)((torch.rand(4, 8),))
