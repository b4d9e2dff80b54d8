import torch

torch.stack([torch.rand(10), torch.rand(12)])
