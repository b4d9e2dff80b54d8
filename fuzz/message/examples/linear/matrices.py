import torch

torch.mm(torch.rand(2, 3, 4), torch.rand(4, 5))
