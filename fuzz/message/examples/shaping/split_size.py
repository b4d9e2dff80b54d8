import torch

torch.rand(2, 8).split(8 // 16, dim=1)
