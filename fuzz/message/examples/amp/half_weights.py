import torch
from torch import nn

model = nn.Linear(2, 2).half()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scaler = torch.amp.GradScaler("cpu")
scaler.scale(model(torch.ones(1, 2, dtype=torch.float16)).sum()).backward()
scaler.unscale_(optimizer)
