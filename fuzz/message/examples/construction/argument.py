from torch import nn

nn.Conv2d(3, 64)
