# as written: ValueError: num_channels must be divisible by num_groups
from torch import nn

nn.GroupNorm(32, 48)
