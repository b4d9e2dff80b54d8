import torch
from torch import nn

nn.ConvTranspose3d(2, 2, 1, output_padding=1)(torch.rand(1, 2, 4, 4, 4))
