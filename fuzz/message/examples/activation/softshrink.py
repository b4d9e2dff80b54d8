import torch
from torch import nn

nn.Softshrink(-0.5)(torch.rand(2, 8))
