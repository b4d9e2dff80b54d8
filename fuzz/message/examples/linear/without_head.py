import torch
from torch import nn

head = nn.Linear(1000, 2)
head(torch.rand(4, 2048))
