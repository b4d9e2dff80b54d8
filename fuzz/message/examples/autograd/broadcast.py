import torch

total = torch.zeros(4, 1)
total += torch.randn(4, 8)
