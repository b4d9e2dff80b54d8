# as written: TypeError: SGD.__init__() missing 1 required positional argument: 'lr'
import torch
from torch import nn

torch.optim.SGD(nn.Linear(8, 8).parameters())
