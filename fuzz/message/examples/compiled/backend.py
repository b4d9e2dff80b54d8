import torch
from torch import nn

torch.compile(nn.ReLU(), backend="tensorrt_x")(torch.rand(2))
