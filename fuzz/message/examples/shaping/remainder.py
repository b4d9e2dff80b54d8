import torch

torch.rand(4, 16, 13, 13).view(-1, 16 * 5 * 5)
