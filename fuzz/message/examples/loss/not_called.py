import torch
from torch import nn

criterion = nn.MSELoss()
criterion(torch.randn(2, 3, requires_grad=True), torch.randn(2, 3))
criterion.backward()
