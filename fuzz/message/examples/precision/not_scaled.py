import torch
from torch import nn

model, scaler = nn.Linear(2, 2), torch.amp.GradScaler("cpu")
model(torch.rand(2, 2)).sum().backward()
scaler.step(torch.optim.SGD(model.parameters(), 0.1))
