import torch

torch.rand(10, 512) @ torch.rand(256)
