import torch

torch.stack([torch.rand(3, 32, 40), torch.rand(3, 40, 32)])
