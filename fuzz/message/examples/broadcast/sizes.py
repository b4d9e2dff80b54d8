import torch

torch.rand(2, 300) + torch.rand(2, 200)
