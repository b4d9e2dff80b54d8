import torch

target = torch.tensor([[0], [3]])
torch.zeros(2, 3).scatter_(1, target, 1.0)
