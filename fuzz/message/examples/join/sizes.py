import torch

torch.cat([torch.rand(1, 8, 56, 56), torch.rand(1, 8, 20, 20)], dim=1)
