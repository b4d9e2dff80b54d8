import torch
from torch import nn

weights = nn.Linear(8, 8)
torch.optim.Adam(weights.parameters(), betas=(0, 0.999))
