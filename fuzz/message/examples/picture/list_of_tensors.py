import torch

torch.tensor([torch.rand(2), torch.rand(2)])
