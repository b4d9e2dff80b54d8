# as written: RuntimeError: expected stride to be a single integer value or a list of 1 values to match the convolution dimensions, but got stride=[1, 1]
import torch
from torch import nn

nn.Conv2d(3, 6, 3)(torch.randn(3, 24, 24))
