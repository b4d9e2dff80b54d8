import torch
from torch import nn

nn.ConvTranspose2d(8, 4, 2, stride=2)(torch.ones(1, 8, 4, 4), output_size=[8])
