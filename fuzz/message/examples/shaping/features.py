import torch

torch.rand(4, 16, 6, 6).view(4, 16 * 5 * 5)
