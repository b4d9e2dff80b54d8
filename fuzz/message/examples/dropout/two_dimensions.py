import torch
from torch import nn

nn.Dropout2d()(torch.ones(4, 512))
