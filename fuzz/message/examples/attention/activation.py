from torch import nn

nn.TransformerEncoderLayer(8, 2, activation="swish")
