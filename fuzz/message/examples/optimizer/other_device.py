# needs: cuda
import torch
from torch import nn

model = nn.Linear(4, 4)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
model(torch.zeros(1, 4)).sum().backward()
optimizer.step()
model.cuda()
model(torch.zeros(1, 4, device="cuda")).sum().backward()
optimizer.step()
