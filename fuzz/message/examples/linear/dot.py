import torch

torch.dot(torch.rand(3), torch.rand(4))
