# as written: RuntimeError: Expected 4D tensor as input, got 3D tensor instead
import torch
from torch import nn

nn.Conv2d(3, 64, 7)(torch.rand(3, 32, 32))
