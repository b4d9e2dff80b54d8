import torch

torch.rand(2, 8).split([3, 3], dim=1)
