import torch
from torch import nn

nn.ConvTranspose2d(8, 4, 2, output_padding=-1)(torch.rand(1, 8, 4, 4))
