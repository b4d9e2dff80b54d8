import torch

torch.heaviside(torch.ones(2, requires_grad=True), torch.ones(2)).sum().backward()
