# as written: RuntimeError: Expected 4-dimensional input for 4-dimensional weight [32, 1, 3, 3], but got 3-dimensional input of size [64, 28, 28] instead
import torch
from torch import nn

nn.Conv2d(1, 32, 3)(torch.rand(64, 28, 28))
