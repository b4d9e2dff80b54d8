import torch

a, b = torch.rand(4, 512), torch.rand(8, 512)
a @ b
