import torch

torch.stack([torch.rand(16, 128), torch.rand(16, 256)])
