import torch
from torch import nn

fc = nn.Linear(84, 10)
fc(fc(torch.rand(4, 84)))
