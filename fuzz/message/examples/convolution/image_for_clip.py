import torch
from torch import nn

nn.Conv3d(3, 4, 3)(torch.rand(3, 16, 16))
