import torch
from torch import nn

model = nn.Linear(4, 1)
(model(torch.ones(1, 4)) * float("inf")).sum().backward()
nn.utils.clip_grad_norm_(model.parameters(), 1.0, error_if_nonfinite=True)
