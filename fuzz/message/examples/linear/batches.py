import torch

torch.bmm(torch.rand(2, 49, 64), torch.rand(2, 49, 64))
