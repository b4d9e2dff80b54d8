import torch
from torch import nn

model = nn.Linear(4, 10)
outputs = [model(torch.rand(samples, 4)) for samples in (8, 8, 3)]
torch.stack(outputs)
