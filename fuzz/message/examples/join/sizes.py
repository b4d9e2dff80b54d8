import torch

torch.cat([torch.rand(2, 3), torch.rand(2, 5)])
