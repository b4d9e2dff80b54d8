import torch
from torch import nn

nn.MaxPool2d(2)(torch.rand(2, 512))
