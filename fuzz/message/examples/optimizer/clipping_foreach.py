import torch
from torch import nn

layer = nn.Linear(8, 8, device="meta")
layer.weight.grad = torch.empty(8, 8, device="meta")
nn.utils.clip_grad_norm_(layer.parameters(), 1.0, foreach=True)
