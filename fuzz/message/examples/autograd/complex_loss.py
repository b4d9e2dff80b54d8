import torch

(torch.randn(4, requires_grad=True).sum() * 1j).backward()
