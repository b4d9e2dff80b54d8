import torch
from torch import nn

criterion = nn.NLLLoss(weight=torch.ones(5, requires_grad=True))
criterion(torch.rand(2, 5), torch.tensor([0, 1]))
