import torch

torch.rand(3, 8, 8).permute(0, 3, 1, 2)
