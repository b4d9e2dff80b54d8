import torch
from torch import nn

nn.ConvTranspose2d(3, 8, 3, stride=2)(torch.rand(1, 3, 8, 8), output_size=(40, 40))
