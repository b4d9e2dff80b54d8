from torch import nn

nn.Embedding(10, 3, padding_idx=10)
