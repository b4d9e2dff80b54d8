import torch

torch.rand(1, 8).std(dim=0)
