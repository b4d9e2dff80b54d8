import torch
from torch import nn

nn.ReLU()(torch.rand(2, 8) > 0.5)
