import torch

torch.rand(2, 8).mean(dtype=torch.int64)
