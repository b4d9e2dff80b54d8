import torch

torch.rand(2, 3).permute(0, 0)
