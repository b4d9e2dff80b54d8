import torch
from torch import nn

nn.FractionalMaxPool2d(3, output_size=9)(torch.rand(1, 3, 4, 4))
