import torch
from torch import nn

model, other, scaler = nn.Linear(2, 2), nn.Linear(2, 2), torch.amp.GradScaler("cpu")
optimizer = torch.optim.SGD(other.parameters(), 0.1)
scaler.scale(model(torch.rand(2, 2)).sum()).backward()
scaler.step(optimizer)
