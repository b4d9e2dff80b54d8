import torch

torch.rand(2, 3)[5]
