import torch

torch.rand(12, 2048).view(32, 2048)
