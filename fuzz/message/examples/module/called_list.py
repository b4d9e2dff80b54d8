import torch
from torch import nn

nn.ModuleList([nn.Linear(2, 2)])(torch.zeros(1, 2))
