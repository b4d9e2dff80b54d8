from torch import nn

nn.Linear(3 - 5, 10)
