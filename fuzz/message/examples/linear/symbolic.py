# as written: RuntimeError: a and b must have same reduction dim, but got [s77, s0*s53] X [784, 128].
import torch
from torch import nn

model = torch.compile(nn.Sequential(nn.Flatten(), nn.Linear(784, 128)), dynamic=True)
model(torch.rand(4, 1, 32, 32))
