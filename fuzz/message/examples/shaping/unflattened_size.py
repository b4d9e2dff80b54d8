from torch import nn

nn.Unflatten(1, 512)
