import torch

weight = torch.zeros(3, requires_grad=True).to(torch.float64)
torch.optim.SGD([weight], lr=0.1)
