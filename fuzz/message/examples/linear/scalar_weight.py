import torch

torch.rand(2, 3) @ torch.tensor(1.0)
