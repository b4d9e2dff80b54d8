import torch

torch.mul(torch.ones(2, requires_grad=True), 2, out=torch.empty(2))
