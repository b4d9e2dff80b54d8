import torch
from torch import nn

model, other = nn.Linear(2, 2), nn.Linear(2, 2)
optimizer = torch.optim.SGD(other.parameters(), lr=0.1)
scaler = torch.amp.GradScaler("cpu")
scaler.scale(model(torch.ones(1, 2)).sum()).backward()
scaler.step(optimizer)
