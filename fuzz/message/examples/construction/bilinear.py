from torch import nn

nn.Bilinear(0, 4, 5)
