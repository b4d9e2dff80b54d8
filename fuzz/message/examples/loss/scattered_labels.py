import torch

torch.zeros(2, 4).scatter_(1, torch.tensor([[0.0], [1.0]]), 1.0)
