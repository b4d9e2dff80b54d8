import torch
from torch import nn

nn.Fold((4, 4), 2)(torch.rand(1, 4, 7))
