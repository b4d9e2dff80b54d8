# as written: RuntimeError: The size of tensor a (64000) must match the size of tensor b (64) at non-singleton dimension 0
import torch
from torch import nn

output = nn.Linear(8, 1000)(torch.randn(64, 8)).view(-1)
nn.MSELoss()(output, torch.randn(64))
