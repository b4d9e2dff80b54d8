import torch

one, other = torch.rand(2, 512), torch.rand(2, 2048)
one + other
