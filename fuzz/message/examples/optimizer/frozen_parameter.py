# as written: ValueError: optimizing a parameter that doesn't require gradients
import torch
from torch import nn

network = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 2))
network[0].requires_grad_(False)
torch.optim.Adam(network.parameters())
