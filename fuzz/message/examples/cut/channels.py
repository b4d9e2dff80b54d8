# as written: expected input to have 3 channels, but got 1 channels instead
import torch
from torch import nn

nn.Conv2d(3, 8, 3)(torch.zeros(2, 1, 8, 8))
