import torch
from torch import nn

nn.ReflectionPad2d(1)(torch.rand(8, 8))
