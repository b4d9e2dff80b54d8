import torch
from torch import nn

nn.MaxUnpool3d(2)(torch.rand(1, 3, 2, 2, 2), torch.rand(1, 3, 2, 2, 2))
