import torch
from torch import nn

optimizer = torch.optim.SGD(nn.Linear(8, 8).parameters(), lr=0.1)
(optimizer := optimizer.load_state_dict(optimizer.state_dict())).zero_grad()
