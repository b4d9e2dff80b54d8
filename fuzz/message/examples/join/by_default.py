import torch

torch.cat([torch.rand(2, 64, 8, 8), torch.rand(2, 128, 8, 8)])
