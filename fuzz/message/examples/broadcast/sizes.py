import torch

torch.rand(2, 256) + torch.rand(2, 512)
