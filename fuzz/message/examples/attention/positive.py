from torch import nn

nn.MultiheadAttention(0, 8)
