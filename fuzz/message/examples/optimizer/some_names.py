import torch
from torch import nn

weights = nn.Linear(8, 8)
torch.optim.SGD(
    [{"params": weights.named_parameters()}, {"params": nn.Linear(2, 2).parameters()}], lr=0.1
)
