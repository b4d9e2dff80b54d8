import torch
from torch import nn

images = torch.rand(4, 8, 6)
conv = nn.Conv2d(8, 4, 1)
conv(images[0])
