import torch

torch.cdist(torch.rand(2, 512), torch.rand(2, 2048))
