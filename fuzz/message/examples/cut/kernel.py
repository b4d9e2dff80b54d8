# as written: Kernel size can't be greater than actual input size
import torch
from torch import nn

nn.Conv2d(3, 8, 7)(torch.zeros(1, 3, 4, 4))
