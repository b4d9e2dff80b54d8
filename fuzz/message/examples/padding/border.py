import torch
from torch import nn

nn.ReflectionPad2d(4)(torch.rand(1, 3, 4, 4))
