import torch

torch.rand(2, 512).mean(dim=2)
