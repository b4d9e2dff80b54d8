# as written: RuntimeError: Expected 4-dimensional input for 4-dimensional weight [64, 3, 7, 7], but got 3-dimensional input of size [16, 64, 64] instead
import torch
from torch import nn

nn.Conv2d(3, 64, 7)(torch.rand(16, 64, 64))
