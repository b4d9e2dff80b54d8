import torch
from torch import nn

nn.utils.rnn.pack_padded_sequence(torch.rand(5, 2, 8), [3, 5])
