import torch
from torch import nn

clips = torch.rand(1, 8, 3, 16, 16)
nn.Conv3d(3, 4, 3)(clips)
