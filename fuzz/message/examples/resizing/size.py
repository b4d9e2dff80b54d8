import torch
from torch import nn

nn.Upsample()(torch.rand(1, 3, 4, 4))
