import torch
from torch import nn

with torch.inference_mode():
    norm = nn.BatchNorm2d(4)
norm(torch.randn(2, 4, 8, 8))
