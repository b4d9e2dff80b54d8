import pickle

import torch
from torch import nn

layer = nn.Linear(8, 8)
optimizer, scaler = torch.optim.SGD(layer.parameters(), lr=0.1), torch.amp.GradScaler("cpu")
scaler.scale(layer(torch.ones(1, 8)).sum()).backward()
scaler.step(optimizer)
pickle.dumps(scaler)
