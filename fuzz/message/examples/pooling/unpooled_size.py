import torch
from torch import nn

x = torch.rand(1, 3, 2, 2)
nn.MaxUnpool2d(2)(x, x.long(), output_size=(20, 20))
