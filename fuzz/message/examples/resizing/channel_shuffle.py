import torch
from torch import nn

nn.ChannelShuffle(2)(torch.rand(1, 3, 4, 4))
