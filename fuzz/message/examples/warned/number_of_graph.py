import torch

loss = torch.rand(3, requires_grad=True).sum()
float(loss)
