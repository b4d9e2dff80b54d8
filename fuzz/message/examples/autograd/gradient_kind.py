import torch

torch.ones(3, requires_grad=True).sum().backward([1.0])
