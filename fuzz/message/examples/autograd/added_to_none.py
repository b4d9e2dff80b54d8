import torch

data = torch.zeros(3, requires_grad=True)
optimizer = torch.optim.SGD([data], lr=0.1)
data.sum().backward()
optimizer.zero_grad()
data.grad.add_(torch.ones(3))
