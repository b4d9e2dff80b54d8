from torch import nn

nn.MultiheadAttention(2048, 7)
