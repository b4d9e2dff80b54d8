import torch

torch.rand(2, 8).chunk(0, dim=1)
