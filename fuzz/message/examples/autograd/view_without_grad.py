import torch

x = torch.zeros(4, 8)
with torch.no_grad():
    first = x[0]
first += torch.randn(8, requires_grad=True)
