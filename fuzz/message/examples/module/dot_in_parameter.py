import torch
from torch import nn

nn.Module().register_buffer("layer1.scale", torch.ones(3))
