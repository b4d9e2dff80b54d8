import torch

x = torch.rand(1, 8)
x += torch.rand(4, 8)
